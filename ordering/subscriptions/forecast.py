"""What the kitchen will have to cook, and how plans do: figures for staff. Fixed numbers of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from ordering.delivery.schedule import today
from ordering.orders.models import Order, OrderLine
from ordering.orders.states import OPEN, State

from .laying import HOURS
from .models import Meal, Mealtime, Subscription

DAYS = 14
# Walk-ins are expected as on the same weekday of these weeks.
WEEKS_BACK = 4


@dataclass(frozen=True, slots=True)
class Need:
    """Plates of one dish at one mealtime of a date, by where they come from."""

    date: dt.date
    mealtime: str
    dish: str
    ordered: int
    planned: int
    expected: int

    @property
    def total(self) -> int:
        return self.ordered + self.planned + self.expected

    @property
    def mealtime_label(self) -> str:
        return str(Mealtime(self.mealtime).label)


Key = tuple[dt.date, str, str]


def mealtime_of(time: dt.time) -> str:
    """The mealtime into whose hours a slot falls; early and late ones go to the nearest."""
    for mealtime, (first, last) in HOURS.items():
        if first <= time < last:
            return mealtime
    return Mealtime.BREAKFAST if time < HOURS["lunch"][0] else Mealtime.DINNER


def production_forecast(now: dt.datetime) -> list[Need]:
    """The next 14 days: orders placed, plan meals to come, and walk-ins as in the last weeks.

    Three queries. What is ordered already counts against the walk-ins that are expected.
    """
    first = today(now)
    last = first + dt.timedelta(days=DAYS - 1)
    planned: Counter[Key] = Counter()
    meals = Meal.objects.filter(state=Meal.State.PLANNED, date__range=(first, last))
    for date, mealtime, dish, count in (
        meals.filter(item__isnull=False)
        .values_list("date", "mealtime", "item__name")
        .annotate(count=Count("pk"))
    ):
        planned[date, mealtime, dish] += count
    lines = OrderLine.objects.filter(order__slot_day__date__range=(first, last))
    ordered: Counter[Key] = Counter()
    by_people: Counter[Key] = Counter()
    open_lines = lines.filter(order__state__in=OPEN).exclude(order__kind=Order.Kind.PLAN)
    for date, time, dish, kind, count in open_lines.values_list(
        "order__slot_day__date", "order__slot_day__slot__starts_at", "name", "order__kind"
    ).annotate(count=Sum("quantity")):
        ordered[date, mealtime_of(time), dish] += count
        if kind == Order.Kind.MEAL:
            by_people[date, mealtime_of(time), dish] += count
    usual = _usual(first)
    expected: Counter[Key] = Counter()
    for offset in range(DAYS):
        date = first + dt.timedelta(days=offset)
        for (mealtime, dish), sold in usual[date.weekday()].items():
            average = round(sold / WEEKS_BACK)
            expected[date, mealtime, dish] = max(0, average - by_people[date, mealtime, dish])
    keys = {key for counted in (planned, ordered, expected) for key, n in counted.items() if n}
    order = list(HOURS)
    return [
        Need(*key, ordered=ordered[key], planned=planned[key], expected=expected[key])
        for key in sorted(keys, key=lambda key: (key[0], order.index(key[1]), key[2]))
    ]


def _usual(first: dt.date) -> dict[int, Counter[tuple[str, str]]]:
    """Plates that walk-ins had in the last weeks, by weekday. One query."""
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    sold = OrderLine.objects.filter(
        order__kind=Order.Kind.MEAL,
        order__state=State.DELIVERED,
        order__slot_day__date__gte=first - dt.timedelta(weeks=WEEKS_BACK),
        order__slot_day__date__lt=first,
    )
    for date, time, dish, count in sold.values_list(
        "order__slot_day__date", "order__slot_day__slot__starts_at", "name"
    ).annotate(count=Sum("quantity")):
        found[date.weekday()][mealtime_of(time), dish] += count
    return found


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """How plans do. `days` run over the last 30; francs are earned on the day of hand-over."""

    active: int
    paused: int
    waiting: int
    days: tuple[dt.date, ...]
    started: tuple[int, ...]
    ended: tuple[int, ...]
    earned: tuple[int, ...]
    to_earn: int

    @property
    def running(self) -> tuple[int, ...]:
        """How many ran at the end of each day, counted back from today."""
        count, found = self.active, []
        for began, over in zip(reversed(self.started), reversed(self.ended), strict=True):
            found.append(count)
            count += over - began
        return tuple(reversed(found))

    @property
    def churn_percent(self) -> int:
        """Of those that ran in these days, how many ended."""
        ran = self.active + sum(self.ended)
        return round(100 * sum(self.ended) / ran) if ran else 0


def plan_figures(now: dt.datetime, *, days: int = 30) -> PlanFigures:
    """Four queries."""
    date = today(now)
    span = tuple(date - dt.timedelta(days=days - 1 - offset) for offset in range(days))
    running = Q(state=Subscription.State.ACTIVE)
    counts = Subscription.objects.aggregate(
        active=Count("pk", filter=running),
        paused=Count("pk", filter=running & Q(paused_from__lte=date, paused_until__gt=date)),
        waiting=Count("pk", filter=Q(state=Subscription.State.PENDING)),
    )
    since = timezone.localtime(now).replace(hour=0, minute=0) - dt.timedelta(days=days)
    started: Counter[dt.date] = Counter()
    ended: Counter[dt.date] = Counter()
    rows = Subscription.objects.filter(Q(created_at__gte=since) | Q(ended_at__gte=since))
    for state, begun, over in rows.values_list("state", "created_at", "ended_at").iterator():
        if state != Subscription.State.PENDING:
            started[today(begun)] += 1
        if over is not None:
            ended[today(over)] += 1
    earned = dict(
        Meal.objects.filter(state=Meal.State.DELIVERED, settled_on__gte=span[0])
        .values_list("settled_on")
        .annotate(sum=Sum("price"))
    )
    to_earn = Meal.objects.filter(state__in=[Meal.State.PLANNED, Meal.State.ORDERED])
    return PlanFigures(
        **counts,
        days=span,
        started=tuple(started[day] for day in span),
        ended=tuple(ended[day] for day in span),
        earned=tuple(earned.get(day, 0) for day in span),
        to_earn=to_earn.aggregate(sum=Sum("price"))["sum"] or 0,
    )
