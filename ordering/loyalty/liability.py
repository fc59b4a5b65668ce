"""What the house owed in points at the end of a day, computed from the ledger alone.

Entries are only added and never dated back, so that a past day gives the same report for ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from ordering.delivery.schedule import KIGALI

from .arithmetic import months_later
from .models import LoyaltyRules, PointsEntry
from .rules import rules_at

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Month:
    """Points of a month, each as a figure of at least zero; what was not used up stays owed."""

    start: dt.date
    received: int
    used: int
    expired: int


@dataclass(frozen=True, slots=True)
class Liability:
    """At the end of `day`, in Kigali. `worth` in RWF, by the `rules` of that moment."""

    day: dt.date
    rules: LoyaltyRules
    accounts: int
    outstanding: int
    owed: int
    months: tuple[Month, ...]

    @property
    def worth(self) -> int:
        return self.outstanding * self.rules.point_value


def end_of(day: dt.date) -> dt.datetime:
    """The first moment that no longer belongs to the day."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0), tzinfo=KIGALI)


def liability_on(day: dt.date) -> Liability:
    """Three queries, whatever the number of accounts."""
    end = end_of(day)
    nets = PointsEntry.objects.filter(at__lt=end).values("account").annotate(net=Sum("points"))
    has, owes = Q(net__gt=0), Q(net__lt=0)
    sums = nets.aggregate(
        accounts=Count("account", filter=has),
        outstanding=Sum("net", filter=has),
        owed=Sum("net", filter=owes),
    )
    return Liability(
        day=day,
        rules=rules_at(end - dt.timedelta(microseconds=1)),
        accounts=sums["accounts"],
        outstanding=sums["outstanding"] or 0,
        owed=-(sums["owed"] or 0),
        months=_months(day, end),
    )


def _months(day: dt.date, end: dt.datetime) -> tuple[Month, ...]:
    first = months_later(day.replace(day=1), 1 - MONTHS_SHOWN)
    start = dt.datetime.combine(first, dt.time(0), tzinfo=KIGALI)
    entries = PointsEntry.objects.filter(at__gte=start, at__lt=end)
    rows = (
        entries.annotate(month=TruncMonth("at", tzinfo=KIGALI))
        .values("month")
        .annotate(
            received=Sum("points", filter=Q(points__gt=0)),
            used=Sum("points", filter=Q(points__lt=0) & ~Q(kind="expire")),
            expired=Sum("points", filter=Q(kind="expire")),
        )
    )
    found: dict[dt.date, Mapping[str, Any]] = {row["month"].date(): row for row in rows}
    months = []
    for number in range(MONTHS_SHOWN):
        month = months_later(first, number)
        row = found.get(month, {})
        months.append(
            Month(
                month,
                row.get("received") or 0,
                -(row.get("used") or 0),
                -(row.get("expired") or 0),
            )
        )
    return tuple(months)
