"""Reading promotions: which are to be considered for an order, and what was used of them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from ordering.catalogue.facts import DietaryTag, FoodFacts
from ordering.catalogue.models import Category, MenuItem
from ordering.catalogue.selection import Selection
from ordering.delivery.schedule import today
from ordering.pricing.values import FeeRule

from .audiences import audiences_of
from .codes import normalise_code
from .evaluation import decide
from .models import Promotion, PromotionUse, UseCounter
from .uses import ALL, all_keys
from .values import Customer, Decision, Food, Occasion, Usage


@dataclass(frozen=True, slots=True)
class Offers:
    """The promotions that may matter to an order, with what was read of them: decides, asks no more."""

    promotions: tuple[Promotion, ...] = ()
    usage: Mapping[int | None, Usage] = field(default_factory=dict)
    audiences: frozenset[str] = frozenset()

    def decide(self, foods: Sequence[Food], occasion: Occasion, rule: FeeRule) -> Decision:
        if not self.promotions:
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
    promotions = Promotion.objects.filter(_running(now) | Q(pk=coupon_id)).order_by("pk")
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


def offers_of_token(token: uuid.UUID) -> Offers:
    """The promotions that an order has, to be judged anew on another content of it.

    They were its own when it was placed: whether they still run, for whom and how often, is not
    asked again. Only what was used of a budget is, without the order's own use. Two queries.
    """
    uses = PromotionUse.objects.filter(
        checkout_token=token, state=PromotionUse.State.RESERVED
    ).select_related("promotion")
    found = {use.promotion: use.amount for use in uses.order_by("promotion")}
    counters = UseCounter.objects.filter(promotion__in=found, key=ALL)
    spent = dict(counters.values_list("promotion", "amount"))
    for promotion in found:
        promotion.is_active = True
        promotion.audience = ""
        promotion.starts_on = promotion.ends_on = None
        promotion.max_uses = promotion.max_uses_per_customer = promotion.max_uses_per_day = None
    usage: dict[int | None, Usage] = {
        one.pk: Usage({}, spent.get(one.pk, 0) - own) for one, own in found.items()
    }
    return Offers(tuple(found), usage)


def targets_by_kind() -> dict[str, dict[str, str]]:
    """Everything that a promotion can name, by code: categories, dietary tags, dishes. Two queries."""
    return {
        "category": {
            f"category:{category.code}": category.localized_name
            for category in Category.objects.order_by("position", "pk")
        },
        "tag": {f"tag:{tag.value}": str(tag.label) for tag in DietaryTag},
        "item": {
            f"item:{item.code}": item.localized_name
            for item in MenuItem.objects.for_sale()
            .only("code", "name", "name_fr", "name_rw")
            .order_by("name", "pk")
        },
    }


def foods_on_sale() -> list[Food]:
    """One of each dish that is on sale, at its plain price. One query."""
    items = MenuItem.objects.for_sale().select_related("category").order_by("pk")
    return [food_of_item(item, key=item.code, unit_price=item.price, quantity=1) for item in items]


def running_offers(now: dt.datetime) -> QuerySet[Promotion]:
    """Offers that apply by themselves today, for everybody: fit to be announced."""
    return Promotion.objects.filter(_running(now), audience="").order_by("ends_on", "pk")


def offers_for_audience(audience: str, now: dt.datetime) -> QuerySet[Promotion]:
    """Offers that run today for one audience, the oldest first."""
    return Promotion.objects.filter(_running(now), audience=audience).order_by("pk")


def _running(now: dt.datetime) -> Q:
    date = today(now)
    begun = Q(starts_on=None) | Q(starts_on__lte=date)
    return Q(code="", is_active=True) & begun & (Q(ends_on=None) | Q(ends_on__gte=date))


def food_of(selection: Selection, *, key: str, quantity: int) -> Food:
    """A line as promotions see it. The item needs its category."""
    return food_of_item(
        selection.item,
        key=key,
        unit_price=selection.unit_price,
        quantity=quantity,
        facts=selection.facts,
    )


def food_of_item(
    item: MenuItem, *, key: str, unit_price: int, quantity: int, facts: FoodFacts | None = None
) -> Food:
    """The same for an item at another price than today's. The item needs its category."""
    known = facts or item.facts
    return Food(
        key=key,
        item=item.code,
        category=item.category.code,
        tags=frozenset(tag for tag in DietaryTag.values if known.carries(tag)),
        unit_price=unit_price,
        quantity=quantity,
        tax_rate=item.tax_rate,
    )
