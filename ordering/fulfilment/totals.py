"""How many of each dish are still to be cooked, slot by slot. Two queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Min, Q, Sum

from ordering.delivery.models import SlotDay
from ordering.orders.models import Order
from ordering.orders.states import State

from .timing import DUE_AT, slot_title

TO_COOK = (State.CONFIRMED, State.PREPARING)


@dataclass(slots=True)
class DishTotal:
    """`kinds` split the count by what was chosen: ("Large, rice", 4)."""

    name: str
    count: int = 0
    kinds: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class SlotTotal:
    key: str
    title: str
    dishes: dict[str, DishTotal] = field(default_factory=dict)

    @property
    def portions(self) -> int:
        return sum(dish.count for dish in self.dishes.values())

    @property
    def by_count(self) -> list[DishTotal]:
        return sorted(self.dishes.values(), key=lambda dish: (-dish.count, dish.name))


def totals_to_cook(window: Q, *, now: dt.datetime) -> list[SlotTotal]:
    """The slots of `window` (a condition on orders) with their dishes, what is due first in front."""
    rows = (
        Order.objects.filter(window, state__in=TO_COOK)
        .values("is_asap", "slot_day", "lines__name", "lines__choices")
        .annotate(count=Sum("lines__quantity"), first_due=Min(DUE_AT))
        .order_by("first_due", "lines__name", "lines__choices")
    )
    found = list(rows)
    days = SlotDay.objects.select_related("slot").in_bulk([row["slot_day"] for row in found])
    slots: dict[str, SlotTotal] = {}
    for row in found:
        is_asap, day = row["is_asap"], days[row["slot_day"]]
        key = "asap" if is_asap else f"slot-{day.pk}"
        if key not in slots:
            slots[key] = SlotTotal(key, slot_title(day, is_asap=is_asap, now=now))
        name = row["lines__name"]
        dish = slots[key].dishes.setdefault(name, DishTotal(name))
        dish.count += row["count"]
        if row["lines__choices"]:
            dish.kinds.append((row["lines__choices"], row["count"]))
    return list(slots.values())
