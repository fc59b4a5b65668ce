"""Whether a promotion holds for an order. Pure: counters and audiences come in as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from ordering.delivery.schedule import KIGALI, today

from .effects import can_take_effect
from .models import Promotion
from .uses import customer_keys, day_key
from .values import Finding, Food, Occasion, Usage, Why


def find_obstacle(
    promotion: Promotion,
    foods: Sequence[Food],
    occasion: Occasion,
    usage: Usage,
    audiences: Collection[str],
) -> Finding | None:
    """The first reason why it does not hold, or None. What nobody can change is asked first."""
    why = (
        _schedule(promotion, occasion)
        or _limits(promotion, occasion, usage)
        or _audience(promotion, audiences)
        or _hours(promotion, occasion)
        or _zone(promotion, occasion)
    )
    if why is not None:
        return Finding(promotion, why)
    subtotal = sum(food.unit_price * food.quantity for food in foods)
    if subtotal < promotion.minimum:
        return Finding(promotion, Why.MINIMUM, missing=promotion.minimum - subtotal)
    if not can_take_effect(promotion, foods):
        return Finding(promotion, Why.FOODS_MISSING)
    if promotion.methods and occasion.method not in promotion.methods:
        return Finding(promotion, Why.OTHER_METHOD)
    return None


def _schedule(promotion: Promotion, occasion: Occasion) -> Why | None:
    """The last day counts to its end in Kigali."""
    date = today(occasion.now)
    if not promotion.is_active:
        return Why.INACTIVE
    if promotion.starts_on and date < promotion.starts_on:
        return Why.NOT_YET
    if promotion.ends_on and date > promotion.ends_on:
        return Why.ENDED
    return None


def _limits(promotion: Promotion, occasion: Occasion, usage: Usage) -> Why | None:
    def is_reached(limit: int | None, key: str) -> bool:
        return limit is not None and usage.uses.get(key, 0) >= limit

    if is_reached(promotion.max_uses, "all"):
        return Why.USED_UP
    if promotion.budget is not None and usage.amount >= promotion.budget:
        return Why.BUDGET_SPENT
    if any(
        is_reached(promotion.max_uses_per_customer, key) for key in customer_keys(occasion.customer)
    ):
        return Why.USED_BY_CUSTOMER
    if is_reached(promotion.max_uses_per_day, day_key(occasion.now)):
        return Why.USED_UP_TODAY
    return None


def _audience(promotion: Promotion, audiences: Collection[str]) -> Why | None:
    if promotion.audience and promotion.audience not in audiences:
        return Why.NOT_FOR_CUSTOMER
    return None


def _hours(promotion: Promotion, occasion: Occasion) -> Why | None:
    """The moment of ordering counts. Hours over midnight belong to the day on which they began."""
    moment = occasion.now.astimezone(KIGALI)
    starts = promotion.hours_from or dt.time(0)
    ends = promotion.hours_until
    time = moment.time()
    day = moment.date()
    if ends is not None and ends <= starts:
        if time < ends:
            day -= dt.timedelta(days=1)
        elif time < starts:
            return Why.OTHER_HOUR
    elif time < starts or (ends is not None and time >= ends):
        return Why.OTHER_HOUR
    if promotion.weekdays and day.weekday() not in promotion.weekdays:
        return Why.OTHER_DAY
    return None


def _zone(promotion: Promotion, occasion: Occasion) -> Why | None:
    if promotion.zones and not occasion.zone:
        return Why.NO_PLACE
    if promotion.zones and occasion.zone not in promotion.zones:
        return Why.OTHER_ZONE
    return None
