"""The meals of a subscription as a calendar of weeks, as staff read it. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ordering.delivery.schedule import today
from ordering.subscriptions.laying import UNTIL_FURTHER_NOTICE, is_open
from ordering.subscriptions.models import Meal


@dataclass(frozen=True, slots=True)
class Plate:
    meal: Meal
    can_change: bool


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    is_today: bool
    plates: tuple[Plate, ...]


def weeks_of(meals: Iterable[Meal], now: dt.datetime) -> list[list[Day]]:
    """Weeks from Monday to Sunday that hold a meal. What waits on hold has no day."""
    by_date: dict[dt.date, list[Plate]] = defaultdict(list)
    for meal in meals:
        if meal.date < UNTIL_FURTHER_NOTICE:
            can_change = meal.state == Meal.State.PLANNED and is_open(meal.date, now)
            by_date[meal.date].append(Plate(meal, can_change))
    mondays = sorted({date - dt.timedelta(days=date.weekday()) for date in by_date})
    return [
        [
            Day(date, date == today(now), tuple(by_date.get(date, ())))
            for date in (monday + dt.timedelta(days=offset) for offset in range(7))
        ]
        for monday in mondays
    ]
