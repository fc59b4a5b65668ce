"""Promotions that cannot work, said in words before they are saved. Pure: the menu comes in."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from site_core.base.money import format_rwf

from .models import Kind, Promotion
from .values import Food

# What each kind needs; everything else of these is left empty.
NEEDED: dict[str, tuple[str, ...]] = {
    Kind.PERCENT: ("percent",),
    Kind.AMOUNT: ("amount",),
    Kind.FREE_DELIVERY: (),
    Kind.BUY_GET: ("buy_quantity", "get_quantity"),
    Kind.SET_PRICE: ("amount", "parts"),
}


def impossibilities(promotion: Promotion, menu: Sequence[Food]) -> dict[str, str]:
    """What is wrong, by field. `menu` holds one of everything that is on sale, at its price."""
    found = _missing(promotion)
    if promotion.percent is not None and not 1 <= promotion.percent <= 100:
        found["percent"] = _("Please write a percentage from 1 to 100.")
    if promotion.starts_on and promotion.ends_on and promotion.ends_on < promotion.starts_on:
        found["ends_on"] = _("The last day must not be before the first.")
    if promotion.hours_from and promotion.hours_from == promotion.hours_until:
        found["hours_until"] = _("It would begin and end at the same minute.")
    for field in ("foods", "gets"):
        targets = getattr(promotion, field)
        if targets and not any(food.is_one_of(targets) for food in menu):
            found[field] = _("Nothing that is on sale belongs to this.")
    if promotion.kind == Kind.SET_PRICE and "parts" not in found and "amount" not in found:
        found.update(_combination(promotion, menu))
    if (
        promotion.kind == Kind.AMOUNT
        and promotion.budget is not None
        and promotion.budget < (promotion.amount or 0)
    ):
        found["budget"] = _("The budget does not hold a single use.")
    return found


def _missing(promotion: Promotion) -> dict[str, str]:
    sentences = {
        "percent": _("Please say how many percent."),
        "amount": _("Please say how many francs."),
        "buy_quantity": _("Please say how many must be bought."),
        "get_quantity": _("Please say how many are free."),
        "parts": _("A combination has at least two parts."),
    }
    return {
        field: sentences[field]
        for field in NEEDED.get(promotion.kind, ())
        if not getattr(promotion, field) or (field == "parts" and len(promotion.parts) < 2)
    }


def _combination(promotion: Promotion, menu: Sequence[Food]) -> dict[str, str]:
    """A set price that nobody would ever gain by."""
    dearest = []
    for part in promotion.parts:
        prices = [food.unit_price for food in menu if food.is_one_of(part)]
        if not prices:
            return {"parts": _("Nothing that is on sale belongs to one of the parts.")}
        dearest.append(max(prices))
    if (promotion.amount or 0) >= sum(dearest):
        return {
            "amount": _("The parts cost at most %(sum)s together, so nobody would gain.")
            % {"sum": format_rwf(sum(dearest))}
        }
    return {}
