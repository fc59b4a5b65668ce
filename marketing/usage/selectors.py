"""The figures of the report: counts between two days, never an amount and never a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractHour, TruncDate

from marketing.banners.models import Banner
from ordering.delivery.schedule import KIGALI, at
from ordering.orders.models import Order, OrderLine
from ordering.orders.states import State

from .models import Tally
from .sources import CAMPAIGN

SHOWN = 12
Kind = Tally.Kind
Ranking = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """Days in Kigali, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> list[dt.date]:
        return [self.first + dt.timedelta(n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class OrderPattern:
    """Orders by day, by hour and by weekday (Monday first)."""

    by_day: tuple[int, ...]
    by_hour: tuple[int, ...]
    by_weekday: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.by_day)


@dataclass(frozen=True, slots=True)
class BannerFigures:
    name: str
    seen: int
    followed: int

    @property
    def percent(self) -> int:
        return round(100 * self.followed / self.seen) if self.seen else 0


def orders_between(span: Span) -> QuerySet[Order]:
    """Those that were not called off: what was cancelled fed nobody."""
    return Order.objects.filter(
        placed_at__gte=at(span.first, dt.time()),
        placed_at__lt=at(span.last + dt.timedelta(days=1), dt.time()),
    ).exclude(state__in=(State.CANCELLED, State.FAILED))


def order_pattern(span: Span) -> OrderPattern:
    """One query: at most as many rows as the span has hours."""
    rows = (
        orders_between(span)
        .annotate(
            day=TruncDate("placed_at", tzinfo=KIGALI), hour=ExtractHour("placed_at", tzinfo=KIGALI)
        )
        .values_list("day", "hour")
        .annotate(number=Count("pk"))
    )
    by_day = dict.fromkeys(span.days, 0)
    by_hour, by_weekday = [0] * 24, [0] * 7
    for day, hour, number in rows:
        by_day[day] += number
        by_hour[hour] += number
        by_weekday[day.weekday()] += number
    return OrderPattern(tuple(by_day.values()), tuple(by_hour), tuple(by_weekday))


def popular_dishes(span: Span) -> Ranking:
    """Portions ordered, by the name the kitchen uses. One query."""
    rows = (
        OrderLine.objects.filter(order__in=orders_between(span))
        .values_list("name")
        .annotate(portions=Sum("quantity"))
        .order_by("-portions", "name")
    )
    return list(rows[:SHOWN])


def tallies(span: Span) -> QuerySet[Tally]:
    return Tally.objects.filter(day__gte=span.first, day__lte=span.last)


def views_by_day(span: Span) -> tuple[int, ...]:
    """One query."""
    found = dict(tallies(span).filter(kind=Kind.VIEW).values_list("day").annotate(Sum("count")))
    return tuple(found.get(day, 0) for day in span.days)


def totals(span: Span) -> dict[str, int]:
    """How often each kind was counted. One query."""
    return dict(tallies(span).values_list("kind").annotate(Sum("count")))


def ranking(span: Span, kind: Kind, by: str = "subject") -> Ranking:
    """The subjects or sources that were counted most. One query."""
    rows = (
        tallies(span)
        .filter(kind=kind)
        .values_list(by)
        .annotate(number=Sum("count"))
        .order_by("-number", by)
    )
    return list(rows[:SHOWN])


def campaigns(span: Span) -> list[tuple[str, int, int]]:
    """Each campaign with the pages read and the orders placed after its links. One query."""
    rows = (
        tallies(span)
        .filter(kind__in=(Kind.VIEW, Kind.ORDER), source__startswith=CAMPAIGN)
        .values_list("source", "kind")
        .annotate(number=Sum("count"))
    )
    found: dict[str, dict[str, int]] = {}
    for source, kind, number in rows:
        found.setdefault(source.removeprefix(CAMPAIGN), {})[kind] = number
    figures = [
        (name, counts.get(Kind.VIEW, 0), counts.get(Kind.ORDER, 0))
        for name, counts in found.items()
    ]
    return sorted(figures, key=lambda row: (-row[1], row[0]))[:SHOWN]


def banner_figures(span: Span) -> list[BannerFigures]:
    """Each banner in all its languages, the most seen first. Two queries."""
    rows = (
        tallies(span)
        .filter(kind__in=(Kind.BANNER, Kind.CLICK))
        .values_list("subject", "kind")
        .annotate(number=Sum("count"))
    )
    found: dict[str, dict[str, int]] = {}
    for code, kind, number in rows:
        found.setdefault(code, {})[kind] = number
    names = _banner_names(found)
    figures = [
        BannerFigures(names.get(code, "…"), counts.get(Kind.BANNER, 0), counts.get(Kind.CLICK, 0))
        for code, counts in found.items()
    ]
    return sorted(figures, key=lambda row: (-row.seen, row.name))[:SHOWN]


def _banner_names(codes: Iterable[str]) -> dict[str, str]:
    """The English name first; another one where there is none. Deleted banners have no name."""
    rows: Any = Banner.objects.filter(translation_key__in=list(codes)).values_list(
        "translation_key", "name", "locale__language_code"
    )
    found: dict[str, str] = {}
    for key, name, language in rows:
        if language == "en" or key.hex not in found:
            found[key.hex] = name
    return found
