"""On which dates the meals of a period fall, and until when a meal can be changed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from ordering.delivery.schedule import at, today

from .validators import MEALTIMES

# The kitchen buys and prepares in the evening: what is to be cooked tomorrow is settled by then.
CUTOFF_TIME = dt.time(18, 0)
# The slot of a mealtime begins in these hours, the end excluded.
HOURS = {
    "breakfast": (dt.time(5, 0), dt.time(11, 0)),
    "lunch": (dt.time(11, 0), dt.time(16, 0)),
    "dinner": (dt.time(16, 0), dt.time(23, 0)),
}
# As far as a meal is moved, or a pause lasts.
LONGEST_AHEAD = dt.timedelta(days=90)
# Where the meals of a plan on hold lie: on dates that no run reaches, in their order.
UNTIL_FURTHER_NOTICE = dt.date(2190, 1, 1)
LONGEST_SEARCH = dt.timedelta(days=800)

Due = tuple[dt.date, str]


def cutoff_of(date: dt.date) -> dt.datetime:
    """Strictly before it, the meals of a date can be changed: 18:00 in Kigali the day before."""
    return at(date - dt.timedelta(days=1), CUTOFF_TIME)


def is_open(date: dt.date, now: dt.datetime) -> bool:
    """Whether the meals of a date can still be changed."""
    return now < cutoff_of(date)


def first_open_date(now: dt.datetime) -> dt.date:
    """The first date whose meals can still be changed; the earliest on which a plan can start."""
    date = today(now)
    while not is_open(date, now):
        date += dt.timedelta(days=1)
    return date


def due_dates(
    start: dt.date, weekdays: Collection[int], mealtimes: Collection[str]
) -> Iterator[Due]:
    """Date and mealtime of one meal after the other, from `start` on."""
    ordered = [mealtime for mealtime in MEALTIMES if mealtime in mealtimes]
    date = start
    while date < start + LONGEST_SEARCH:
        if date.weekday() in weekdays:
            for mealtime in ordered:
                yield date, mealtime
        date += dt.timedelta(days=1)


def lay(
    start: dt.date,
    weekdays: Collection[int],
    mealtimes: Collection[str],
    count: int,
    *,
    taken: Collection[Due] = (),
    closed: Sequence[tuple[dt.date, dt.date]] = (),
) -> list[Due]:
    """The next `count` meals from `start` on, around what is `taken` and dates that are `closed`.

    `closed` are spans with both ends included. Raises ValueError where that many never come.
    """
    found: list[Due] = []
    taken = set(taken)
    for due in due_dates(start, weekdays, mealtimes):
        if len(found) == count:
            break
        if due not in taken and not any(first <= due[0] <= last for first, last in closed):
            found.append(due)
    if len(found) < count:
        raise ValueError("There are not enough days for these meals.")
    return found
