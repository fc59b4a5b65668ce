"""Which backups stay: the newest of each of the last days, weeks and months. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

DAYS, WEEKS, MONTHS = 7, 5, 12


@dataclass(frozen=True, slots=True)
class Dated:
    stem: str
    made_at: dt.datetime
    has_media: bool = False


def to_remove(backups: Iterable[Dated], *, days: int = DAYS) -> list[str]:
    """Names of those that no day, week or month needs, oldest first.

    `days` of them are kept one a day, then one a week for five weeks and one a month for a year.
    The newest of all always stays. One without the uploads never takes the place of one with them.
    """
    newest_first = sorted(backups, key=lambda b: (b.made_at, b.stem), reverse=True)
    kept: set[str] = set()
    for those in (newest_first, [backup for backup in newest_first if backup.has_media]):
        kept |= {backup.stem for backup in those[:1]}
        kept |= _newest_of_each(those, lambda at: at.date(), days)
        kept |= _newest_of_each(those, lambda at: at.isocalendar()[:2], WEEKS)
        kept |= _newest_of_each(those, lambda at: (at.year, at.month), MONTHS)
    return [backup.stem for backup in reversed(newest_first) if backup.stem not in kept]


def _newest_of_each(
    newest_first: Iterable[Dated], period: Callable[[dt.datetime], object], most: int
) -> set[str]:
    found: dict[object, str] = {}
    for backup in newest_first:
        if len(found) == most and period(backup.made_at) not in found:
            break
        found.setdefault(period(backup.made_at), backup.stem)
    return set(found.values())
