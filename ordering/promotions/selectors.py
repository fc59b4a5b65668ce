"""Reading promotions: which are to be considered for an order, and what was used of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from ordering.catalogue.facts import DietaryTag
from ordering.catalogue.selection import Selection
from ordering.delivery.schedule import today
from ordering.pricing.values import FeeRule

from .audiences import audiences_of
from .codes import normalise_code
from .evaluation import decide
from .models import Promotion, UseCounter
from .uses import ALL, all_keys
from .values import Customer, Decision, Finding, Food, Occasion, Usage


@dataclass(frozen=True, slots=True)
class Offers:
    """The promotions that may matter to an order, with what was read of them: decides, asks no more."""

    promotions: tuple[Promotion, ...] = ()
    usage: Mapping[int | None, Usage] = field(default_factory=dict)
    audiences: frozenset[str] = frozenset()

    def decide(self, foods: Sequence[Food], occasion: Occasion, rule: FeeRule) -> Decision:
        if not foods:
            return Decision()
        return decide(
            foods,
            self.promotions,
            occasion,
            rule=rule,
            usage=self.usage,
            audiences=self.audiences,
        )

    @property
    def depend_on_method(self) -> bool:
        return any(promotion.methods for promotion in self.promotions)


def offers_for(*, customer: Customer, coupon_id: int | None, now: dt.datetime) -> Offers:
    """Every offer that runs, and the coupon. One query, and one more where there is any."""
    date = today(now)
    running = Q(code="", is_active=True) & (
        (Q(starts_on=None) | Q(starts_on__lte=date)) & (Q(ends_on=None) | Q(ends_on__gte=date))
    )
    promotions = Promotion.objects.filter(running | Q(pk=coupon_id)).order_by("pk")
    return read_offers(promotions, customer=customer, now=now)


def read_offers(promotions: Iterable[Promotion], *, customer: Customer, now: dt.datetime) -> Offers:
    """What is known of these promotions for a customer. One of them may not be saved yet."""
    found = tuple(promotions)
    if not found:
        return Offers()
    wanted = {promotion.audience for promotion in found if promotion.audience}
    return Offers(found, _usage(found, customer, now), audiences_of(customer, wanted))


def _usage(
    promotions: Sequence[Promotion], customer: Customer, now: dt.datetime
) -> dict[int | None, Usage]:
    rows = UseCounter.objects.filter(
        promotion__in=[promotion.pk for promotion in promotions if promotion.pk],
        key__in=all_keys(customer, now),
    )
    uses: dict[int | None, dict[str, int]] = {}
    amounts: dict[int | None, int] = {}
    for row in rows:
        uses.setdefault(row.promotion_id, {})[row.key] = row.uses
        if row.key == ALL:
            amounts[row.promotion_id] = row.amount
    return {pk: Usage(counts, amounts.get(pk, 0)) for pk, counts in uses.items()}


def find_coupon(text: str) -> Promotion | None:
    """The coupon of a typed code; None for whatever is none. One query for any text."""
    return Promotion.objects.filter(code=normalise_code(text) or "-").first()


def coupon_finding(
    coupon: Promotion,
    *,
    customer: Customer,
    occasion: Occasion,
    foods: Sequence[Food],
    rule: FeeRule,
) -> Finding | None:
    """How a coupon alone stands to an order."""
    offers = read_offers([coupon], customer=customer, now=occasion.now)
    return offers.decide(foods, occasion, rule).finding_of(coupon)


def food_of(selection: Selection, *, key: str, quantity: int) -> Food:
    """A line as promotions see it. The item needs its category."""
    item = selection.item
    return Food(
        key=key,
        item=item.code,
        category=item.category.code,
        tags=frozenset(tag for tag in DietaryTag.values if selection.facts.carries(tag)),
        unit_price=selection.unit_price,
        quantity=quantity,
        tax_rate=item.tax_rate,
    )
