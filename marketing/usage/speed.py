"""How long pages take in browsers (Web Vitals, https://web.dev/articles/vitals): counts in classes.

A figure of one visit is never kept, only how many visits fell between two marks: enough for the
75th percentile, by which such figures are judged, and nothing that could be somebody.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ordering.delivery.schedule import today

from . import labels
from .models import PageTime

logger = logging.getLogger(__name__)

Metric = PageTime.Metric
SHARE = 0.75
KEEP = dt.timedelta(days=90)
# Nobody waits longer; what claims to is a computer that slept.
LONGEST_MS = 120_000

_MILLISECONDS = (
    25, 50, 100, 150, 200, 250, 300, 350, 400, 500, 650, 800, 1_000, 1_250, 1_500, 1_800, 2_100,
    2_500, 3_000, 3_500, 4_000, 5_000, 6_500, 8_000, 10_000, 15_000, 30_000, LONGEST_MS,
)  # fmt: skip
# Thousandths, so that every figure is whole.
_SHIFTS = (5, 10, 25, 50, 75, 100, 125, 150, 200, 250, 350, 500, 750, 1_000, 2_000, 10_000)


@dataclass(frozen=True, slots=True)
class Scale:
    """`marks` end the classes. Up to `good` nobody minds; above `poor` people go away."""

    label: str
    marks: tuple[int, ...]
    good: int
    poor: int

    def bucket(self, value: int) -> int:
        return min(bisect_left(self.marks, value), len(self.marks) - 1)


# The limits are those of web.dev.
SCALES: Mapping[str, Scale] = {
    Metric.LCP: Scale(_("Main content shown (LCP)"), _MILLISECONDS, 2_500, 4_000),
    Metric.INP: Scale(_("Answers a touch (INP)"), _MILLISECONDS, 200, 500),
    Metric.CLS: Scale(_("Stays in place (CLS)"), _SHIFTS, 100, 250),
    Metric.TTFB: Scale(_("First byte (TTFB)"), _MILLISECONDS, 800, 1_800),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What one browser measured on one page."""

    page: str
    figures: Mapping[str, int]


def read_visit(body: bytes) -> Visit:
    """Raises ValueError for anything but figures of a page that we rendered."""
    data = json.loads(body)
    if not isinstance(data, dict) or not isinstance(data.get("page"), str):
        raise ValueError("Not an object with a page.")
    label = labels.read(data.pop("page"))
    if label is None or label.kind != labels.PAGE:
        raise ValueError("Not a page of ours.")
    if not set(data) <= set(SCALES):
        raise ValueError("An unknown figure.")
    return Visit(label.subject, {name: _whole(name, value) for name, value in data.items()})


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} is no figure.")
    if not 0 <= value <= LONGEST_MS:
        raise ValueError(f"{name} is out of bounds.")
    return round(value * 1_000) if name == Metric.CLS else round(value)


def count_visit(visit: Visit, *, now: dt.datetime) -> None:
    """Add a visit to the counts of its day in Kigali. Never raises."""
    try:
        with transaction.atomic():
            # In the order of their keys, so that two visits do not wait in a ring.
            for metric in sorted(visit.figures):
                bucket = SCALES[metric].bucket(visit.figures[metric])
                _add(visit.page, metric, bucket, today(now))
    except DatabaseError:
        logger.warning("Could not count the times of a visit.", exc_info=True)


def _add(page: str, metric: str, bucket: int, day: dt.date) -> None:
    key = {"day": day, "page": page, "metric": metric, "bucket": bucket}
    if PageTime.objects.filter(**key).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            PageTime.objects.create(**key, count=1)
    except IntegrityError:
        # Somebody else made the row since we looked.
        PageTime.objects.filter(**key).update(count=F("count") + 1)


def percentile(metric: str, counts: Mapping[int, int], share: float = SHARE) -> int:
    """The value that `share` of the visits stay below, straight between the two marks around it."""
    marks = SCALES[metric].marks
    wanted = share * sum(counts.values())
    below = 0
    for bucket in sorted(counts):
        number = counts[bucket]
        if below + number >= wanted:
            start = marks[bucket - 1] if bucket else 0
            return round(start + (marks[bucket] - start) * (wanted - below) / number)
        below += number
    return 0
