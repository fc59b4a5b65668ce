"""What the kitchen can make and when it can be brought, loaded once for many meals."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F

from ordering.catalogue.models import DailyPortions, MenuItem, OptionGroup
from ordering.catalogue.selection import InvalidSelection, Selection, option_key, select
from ordering.delivery.models import Closure, Slot, SlotDay
from ordering.delivery.places import Place
from ordering.delivery.schedule import Hours, at, today
from ordering.delivery.selectors import opening_hours
from ordering.delivery.services import day_of_slot

from .choosing import CATEGORIES, Dish, suits_plan
from .laying import HOURS
from .models import Plan


@dataclass(slots=True)
class Kitchen:
    """Dishes as they are served by default, slots by zone, and when the house is closed."""

    dishes: list[Dish]
    plates: dict[int, Selection]
    slots: dict[int, list[Slot]]
    hours: tuple[Hours, ...]
    closures: list[Closure]
    _plan_dishes: dict[tuple[int, str], list[Dish]] = field(default_factory=dict)
    _plan_zones: dict[int, frozenset[int]] = field(default_factory=dict)
    _slot_days: dict[tuple[int, dt.date], SlotDay] = field(default_factory=dict)

    def dishes_of(self, plan: Plan, mealtime: str) -> list[Dish]:
        """What a plan may serve at a mealtime. One query a plan, the first time."""
        key = (plan.pk, mealtime)
        if key not in self._plan_dishes:
            items = set(plan.items.values_list("pk", flat=True)) or None
            for each in CATEGORIES:
                self._plan_dishes[plan.pk, each] = [
                    dish
                    for dish in self.dishes
                    if suits_plan(dish, each, tags=plan.tags, items=items)
                ]
        return self._plan_dishes[key]

    def zones_of(self, plan: Plan) -> frozenset[int]:
        """Where a plan goes; empty: everywhere. One query a plan, the first time."""
        if plan.pk not in self._plan_zones:
            self._plan_zones[plan.pk] = frozenset(plan.zones.values_list("pk", flat=True))
        return self._plan_zones[plan.pk]

    def slots_for(self, place: Place, mealtime: str, chosen: str = "") -> list[Slot]:
        """The slots of a mealtime at a place: the chosen one first, ward rounds before windows."""
        first, last = HOURS[mealtime]
        found = [s for s in self.slots.get(place.zone.pk, ()) if first <= s.starts_at < last]
        rounds = [slot for slot in found if slot.kind == Slot.Kind.ROUND]
        usable = rounds or found
        return sorted(usable, key=lambda s: (s.code != chosen, s.starts_at, s.code))

    def times_of(self, plan: Plan, place: Place | None) -> dict[str, list[Slot]]:
        """The times to choose from by mealtime: at a place, or wherever the house delivers."""
        if place is not None:
            return {mealtime: self.slots_for(place, mealtime) for mealtime in plan.mealtimes}
        everywhere = {slot.code: slot for slots in self.slots.values() for slot in slots}
        ordered = sorted(everywhere.values(), key=lambda s: (s.starts_at, s.ends_at, s.code))
        return {
            mealtime: [
                slot
                for slot in ordered
                if HOURS[mealtime][0] <= slot.starts_at < HOURS[mealtime][1]
            ]
            for mealtime in plan.mealtimes
        }

    def closed_spans(self) -> list[tuple[dt.date, dt.date]]:
        return [(closure.starts_on, closure.ends_on) for closure in self.closures]

    def is_cooking(self, slot: Slot, date: dt.date) -> bool:
        """Whether the house is open on the date for at least a part of the slot."""
        if any(first <= date <= last for first, last in self.closed_spans()):
            return False
        return any(
            shift.weekday == date.weekday()
            and shift.opens_at < slot.ends_at
            and (shift.closes_at > slot.starts_at or shift.closes_at <= shift.opens_at)
            for shift in self.hours
        )

    def day_of(self, slot: Slot, date: dt.date) -> SlotDay:
        key = (slot.pk, date)
        if key not in self._slot_days:
            self._slot_days[key] = day_of_slot(slot=slot, date=date)
        return self._slot_days[key]

    def forget_dish(self, key: int, date: dt.date) -> None:
        """The last portion of a date went while we worked: it is not tried again."""
        self.dishes = [
            Dish(d.key, d.category, d.facts, d.price, d.sold_out_on | {date}) if d.key == key else d
            for d in self.dishes
        ]
        self._plan_dishes.clear()


def load_kitchen(now: dt.datetime) -> Kitchen:
    """Eight queries, whatever is served."""
    items = list(
        MenuItem.objects.filter(
            is_listed=True, category__code__in={c for codes in CATEGORIES.values() for c in codes}
        )
        .select_related("category")
        .with_choices()
        .order_by("pk")
    )
    plates = {item.pk: plate for item in items if (plate := plain_plate(item)) is not None}
    gone: dict[int, set[dt.date]] = defaultdict(set)
    for key, date in DailyPortions.objects.filter(
        date__gte=today(now), taken__gte=F("portions")
    ).values_list("item_id", "date"):
        gone[key].add(date)
    for item in items:
        gone[item.pk] |= _kitchen_said_no(item, now)
    slots: dict[int, list[Slot]] = defaultdict(list)
    for slot in Slot.objects.filter(is_active=True).prefetch_related("zones").order_by("starts_at"):
        for zone in slot.zones.all():
            slots[zone.pk].append(slot)
    return Kitchen(
        dishes=[
            Dish(key, p.item.category.code, p.facts, p.unit_price, frozenset(gone[key]))
            for key, p in plates.items()
        ],
        plates=plates,
        slots=dict(slots),
        hours=opening_hours(),
        closures=list(Closure.objects.filter(ends_on__gte=today(now)).order_by("starts_on", "pk")),
    )


def hours_of(slot: Slot) -> str:
    """ "12:00–13:30", in every language."""
    return f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"


def _kitchen_said_no(item: MenuItem, now: dt.datetime) -> set[dt.date]:
    """The dates on which an item that the kitchen took off is still off at noon."""
    if not item.is_sold_out(now) or item.sold_out_until is None:
        return set()
    date: dt.date = today(now)
    found: set[dt.date] = set()
    while at(date, dt.time(12)) < item.sold_out_until and len(found) < 60:
        found.add(date)
        date += dt.timedelta(days=1)
    return found | {today(now)}


def plain_plate(item: MenuItem) -> Selection | None:
    """The dish as it comes by itself: its default size, and the first answers where one must be
    given. None where an answer that must be given is not to be had."""
    answers = [key for group in item.groups.all() for key in _first_answers(group)]
    try:
        return select(item, options=answers)
    except InvalidSelection:
        return None


def _first_answers(group: OptionGroup) -> Sequence[str]:
    available = [o for o in group.options.all() if o.is_available]
    return [option_key(group.code, option.code) for option in available[: group.minimum]]
