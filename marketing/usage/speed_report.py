"""The report of page times in the Wagtail admin: what 75 of 100 visitors stay below, by page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ordering.delivery.schedule import today
from site_core.base.charts import Chart, Kind, Series

from .models import PageTime
from .report import NAMES, PERMISSION
from .selectors import Span
from .speed import SCALES, percentile

DAYS = 28
# Of fewer visits one slow phone would be the figure.
LEAST_VISITS = 5
PAGES = 40
Metric = PageTime.Metric


@dataclass(frozen=True, slots=True)
class Cell:
    """`mark` is good, fair or poor; empty where nothing was measured."""

    label: str
    shown: str
    mark: str


@dataclass(frozen=True, slots=True)
class PageRow:
    name: str
    visits: int
    cells: tuple[Cell, ...]


Counts = dict[int, int]


@require_GET
def show_speed(request: HttpRequest) -> HttpResponse:
    """Two queries, whatever was counted."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    last = today(timezone.now())
    span = Span(last - dt.timedelta(days=DAYS - 1), last)
    by_page = _by_page(span)
    everything = _together(by_page)
    context = {
        "page_title": _("Page speed"),
        "header_icon": "time",
        "days": DAYS,
        "heads": [scale.label for scale in SCALES.values()],
        "all_pages": [cell(metric, everything[metric]) for metric in SCALES],
        "rows": _rows(by_page),
        "least": LEAST_VISITS,
        "chart": _by_day(span),
    }
    return TemplateResponse(request, "usage/speed.html", context)


def _by_page(span: Span) -> dict[str, dict[str, Counts]]:
    found: dict[str, dict[str, Counts]] = defaultdict(lambda: defaultdict(dict))
    rows = PageTime.objects.filter(day__range=(span.first, span.last))
    sums = rows.values_list("page", "metric", "bucket").annotate(sum=Sum("count")).order_by("page")
    for page, metric, bucket, number in sums:
        found[page][metric][bucket] = number
    return found


def _together(by_page: Mapping[str, Mapping[str, Counts]]) -> dict[str, Counts]:
    sums: dict[str, Counts] = {metric: defaultdict(int) for metric in SCALES}
    for metrics in by_page.values():
        for metric, counts in metrics.items():
            for bucket, number in counts.items():
                sums[metric][bucket] += number
    return sums


def _rows(by_page: Mapping[str, Mapping[str, Counts]]) -> list[PageRow]:
    """The pages read most, of those with visits enough."""
    rows = []
    for page, metrics in by_page.items():
        visits = max(sum(counts.values()) for counts in metrics.values())
        if visits >= LEAST_VISITS:
            cells = tuple(cell(metric, metrics.get(metric, {})) for metric in SCALES)
            rows.append(PageRow(str(NAMES.get(page, page)), visits, cells))
    return sorted(rows, key=lambda row: (-row.visits, row.name))[:PAGES]


def cell(metric: str, counts: Counts) -> Cell:
    scale = SCALES[metric]
    if not sum(counts.values()):
        return Cell(scale.label, "–", "")
    value = percentile(metric, counts)
    mark = "good" if value <= scale.good else "fair" if value <= scale.poor else "poor"
    return Cell(scale.label, shown(metric)(value), mark)


def shown(metric: str) -> Callable[[int], str]:
    if metric == Metric.CLS:
        return lambda value: number_format(value / 1_000, 2)
    return lambda value: _("%(seconds)s s") % {"seconds": number_format(value / 1_000, 2)}


def _by_day(span: Span) -> Chart:
    found: dict[dt.date, Counts] = defaultdict(dict)
    rows = PageTime.objects.filter(day__range=(span.first, span.last), metric=Metric.LCP)
    sums = rows.values_list("day", "bucket").annotate(sum=Sum("count")).order_by("day", "bucket")
    for day, bucket, number in sums:
        found[day][bucket] = number
    # A day without visits has no figure, and none is drawn.
    days = sorted(found)
    values = tuple(percentile(Metric.LCP, found[day]) for day in days)
    return Chart(
        kind=Kind.LINE,
        title=_("Main content shown, by day"),
        labels=tuple(date_format(day, "j M") for day in days),
        series=(Series(_("75 of 100 visits"), values),),
        axis=_("Day"),
        nothing=_("Nothing was measured in these days."),
        shown=shown(Metric.LCP),
    )
