"""The week as people read it on a door: each day with its hours, today marked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

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


@dataclass(frozen=True, slots=True)
class Shift:
    """Days that follow each other with the same hours, in words: "Monday–Friday", "06:30–21:00"."""

    days: str
    hours: str


def in_short(rows: Sequence[Hours]) -> list[Shift]:
    """The week in as few lines as it takes; days on which the kitchen rests are left out."""
    shifts: list[tuple[list[int], str]] = []
    for weekday in OpeningHours.Weekday.values:
        hours = ", ".join(
            f"{row.opens_at:%H:%M}–{row.closes_at:%H:%M}" for row in rows if row.weekday == weekday
        )
        if shifts and shifts[-1][1] == hours:
            shifts[-1][0].append(weekday)
        else:
            shifts.append(([weekday], hours))
    return [Shift(_days(days), hours) for days, hours in shifts if hours]


def _days(weekdays: list[int]) -> str:
    if len(weekdays) == 7:
        return _("Every day")
    first, last = (str(OpeningHours.Weekday(day).label) for day in (weekdays[0], weekdays[-1]))
    return first if first == last else f"{first}–{last}"
