"""How the desk does: what comes, how fast it is answered, what people think of their meals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ordering.delivery.schedule import KIGALI, today
from ordering.reviews.models import BEST, Rating, Review
from site_core.base.charts import Chart, Kind, Series

from .models.tickets import Category, Ticket

DAYS = 30


@dataclass(frozen=True, slots=True)
class Pace:
    """Of the tickets opened lately: how many, and half of them were answered and solved within
    so many minutes. None while none was."""

    opened: int
    reopened: int
    first_answer: int | None
    solved: int | None


def pace(now: dt.datetime) -> Pace:
    """Of the last thirty days. One query."""
    rows = list(
        Ticket.objects.filter(opened_at__gt=now - dt.timedelta(days=DAYS)).values_list(
            "opened_at", "first_answered_at", "solved_at", "reopened"
        )
    )
    return Pace(
        opened=len(rows),
        reopened=sum(1 for row in rows if row[3]),
        first_answer=_half([(row[0], row[1]) for row in rows]),
        solved=_half([(row[0], row[2]) for row in rows]),
    )


def _half(spans: list[tuple[dt.datetime, dt.datetime | None]]) -> int | None:
    minutes = [(end - start).total_seconds() / 60 for start, end in spans if end is not None]
    return round(median(minutes)) if minutes else None


def desk_charts(now: dt.datetime) -> list[Chart]:
    """What came by day and by category. Two queries."""
    since = now - dt.timedelta(days=DAYS)
    tickets = Ticket.objects.filter(opened_at__gt=since)
    by_day = _counts(tickets.annotate(day=TruncDate("opened_at", tzinfo=KIGALI)), "day")
    days = [today(now) - dt.timedelta(days=back) for back in reversed(range(DAYS))]
    by_category = _counts(tickets, "category")
    categories = sorted(Category, key=lambda category: -by_category.get(category.value, 0))
    return [
        Chart(
            kind=Kind.LINE,
            title=_("What came in thirty days"),
            labels=tuple(date_format(day, "j M") for day in days),
            series=(Series(_("Tickets"), tuple(by_day.get(day, 0) for day in days)),),
            axis=_("Day"),
            nothing=_("Nothing came in these days."),
        ),
        Chart(
            kind=Kind.BARS,
            title=_("What it was about"),
            labels=tuple(str(category.label) for category in categories),
            series=(Series(_("Tickets"), tuple(by_category.get(c.value, 0) for c in categories)),),
            axis=_("Category"),
            nothing=_("Nothing came in these days."),
        ),
    ]


def opinion_charts(now: dt.datetime) -> list[Chart]:
    """Stars for deliveries and for dishes, shown or not: a hidden word does not change a taste.
    Two queries."""
    since = now - dt.timedelta(days=DAYS)
    deliveries = _counts(
        Rating.objects.filter(submitted_at__gt=since, delivery__isnull=False), "delivery"
    )
    dishes = _counts(Review.objects.filter(written_at__gt=since), "stars")
    return [
        _stars(_("Stars for deliveries, thirty days"), deliveries),
        _stars(_("Stars for dishes, thirty days"), dishes),
    ]


def _stars(title: str, counts: dict[object, int]) -> Chart:
    stars = range(1, BEST + 1)
    return Chart(
        kind=Kind.COLUMNS,
        title=title,
        labels=tuple(str(star) for star in stars),
        series=(Series(_("Ratings"), tuple(counts.get(star, 0) for star in stars)),),
        axis=_("Stars"),
        nothing=_("Nobody rated yet."),
    )


def _counts(rows: object, field: str) -> dict[object, int]:
    found = rows.values(field).annotate(count=Count("pk")).order_by(field)
    return {row[field]: row["count"] for row in found}
