"""The week as people read it on a door: each day with its hours, today marked. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise

from ordering.delivery.models import OpeningHours
from ordering.delivery.schedule import Hours, today
from ordering.delivery.selectors import Calendar


@dataclass(frozen=True, slots=True)
class DayHours:
    name: str | Promise
    hours: tuple[Hours, ...]
    is_today: bool


def week_of(calendar: Calendar, now: dt.datetime) -> tuple[DayHours, ...]:
    """Monday to Sunday; a day without hours is a day on which the kitchen rests."""
    this_weekday = today(now).weekday()
    return tuple(
        DayHours(
            name=weekday.label,
            hours=tuple(row for row in calendar.hours if row.weekday == weekday.value),
            is_today=weekday.value == this_weekday,
        )
        for weekday in OpeningHours.Weekday
    )
