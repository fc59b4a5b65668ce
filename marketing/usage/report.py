"""The report in the Wagtail admin: a range of days, and what was counted in it as charts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.widgets import AdminDateInput

from ordering.delivery.schedule import today
from site_core.base.charts import Chart, Series
from site_core.base.charts import Kind as Look

from . import selectors
from .models import Tally
from .selectors import Ranking, Span
from .sources import CAMPAIGN, OTHERS, SITE

USUAL_DAYS = 30
MOST_DAYS = 366
PERMISSION = "usage.view_tally"

# Views of ours whose address would name an order: counted by their name.
NAMES = {
    ":cart": gettext_lazy("Cart"),
    ":checkout": gettext_lazy("Checkout"),
    ":order_page": gettext_lazy("Page of an order"),
    ":cart_place": gettext_lazy("Where to?"),
    ":cart_eater": gettext_lazy("Who eats?"),
    ":cart_choose": gettext_lazy("Choices of a dish"),
    ":account_login": gettext_lazy("Log in"),
    ":account_signup": gettext_lazy("Sign up"),
    ":account_home": gettext_lazy("Account"),
}


class SpanForm(forms.Form):
    """Both days included; what cannot be read is said, and the usual days are shown."""

    first = forms.DateField(label=gettext_lazy("From"), widget=AdminDateInput)
    last = forms.DateField(label=gettext_lazy("Until"), widget=AdminDateInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last:
            if last < first:
                self.add_error("last", _("The last day comes before the first."))
            elif (last - first).days >= MOST_DAYS:
                self.add_error("first", _("At most one year at a time."))
        return data


@dataclass(frozen=True, slots=True)
class Group:
    """Charts that answer one question."""

    title: str
    note: str
    charts: tuple[Chart, ...]


@require_GET
def show_report(request: HttpRequest) -> HttpResponse:
    """A fixed number of queries, whatever was counted."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    last = today(timezone.now())
    usual = {"first": last - dt.timedelta(days=USUAL_DAYS - 1), "last": last}
    is_asked = "first" in request.GET or "last" in request.GET
    form = SpanForm(request.GET) if is_asked else SpanForm(initial=usual)
    chosen = form.cleaned_data if is_asked and form.is_valid() else usual
    span = Span(chosen["first"], chosen["last"])
    context = {
        "page_title": _("Usage"),
        "header_icon": "view",
        "form": form,
        "span": span,
        "groups": [_orders(span), _readers(span), _searches(span)],
        "banners": selectors.banner_figures(span),
        "campaigns": selectors.campaigns(span),
    }
    return TemplateResponse(request, "usage/report.html", context)


def _orders(span: Span) -> Group:
    pattern = selectors.order_pattern(span)
    counted = selectors.totals(span)
    steps = [
        (_("Page read"), counted.get(Tally.Kind.VIEW, 0)),
        (_("Put into a cart"), counted.get(Tally.Kind.ADD, 0)),
        (_("Checkout opened"), counted.get(Tally.Kind.CHECKOUT, 0)),
        (_("Order placed"), pattern.total),
    ]
    weekdays = [str(WEEKDAYS_ABBR[day]) for day in range(7)]
    hours = [f"{hour:02}:00" for hour in range(24)]
    return Group(
        title=_("Orders"),
        note=_("From the orders themselves; what was cancelled is left out."),
        charts=(
            _ranked(
                _("Dishes ordered most"), selectors.popular_dishes(span), _("Dish"), _("Portions")
            ),
            _ranked(_("From reading to ordering"), steps, _("Step"), _("How often")),
            _plotted(_("Orders by hour"), Look.COLUMNS, hours, pattern.by_hour, _("Hour")),
            _plotted(
                _("Orders by weekday"), Look.COLUMNS, weekdays, pattern.by_weekday, _("Weekday")
            ),
            _plotted(_("Orders by day"), Look.LINE, _day_names(span), pattern.by_day, _("Day")),
        ),
    )


def _readers(span: Span) -> Group:
    def named(found: Ranking) -> Ranking:
        return [(str(NAMES.get(subject, subject)), number) for subject, number in found]

    def told(found: Ranking) -> Ranking:
        return [(source_words(source), number) for source, number in found]

    views, orders = Tally.Kind.VIEW, Tally.Kind.ORDER
    return Group(
        title=_("Readers"),
        note=_(
            "Counted by browsers that allow it; who asks not to be tracked is not counted. "
            "No cookie, no visitor: these are pages, not people."
        ),
        charts=(
            _plotted(
                _("Pages read by day"),
                Look.LINE,
                _day_names(span),
                selectors.views_by_day(span),
                _("Day"),
            ),
            _ranked(
                _("Pages read most"),
                named(selectors.ranking(span, views)),
                _("Page"),
                _("How often"),
            ),
            _ranked(
                _("Where readers come from"),
                told(selectors.ranking(span, views, "source")),
                _("Where from"),
                _("Pages read"),
            ),
            _ranked(
                _("Where orders come from"),
                told(selectors.ranking(span, orders, "source")),
                _("Where from"),
                _("Orders"),
            ),
        ),
    )


def _searches(span: Span) -> Group:
    nothing = Tally.Kind.NOTHING
    return Group(
        title=_("Searches"),
        note=_("What people look for in vain is a dish, a question or a word that is missing."),
        charts=(
            _ranked(
                _("Searched most"),
                selectors.ranking(span, Tally.Kind.SEARCH),
                _("Words"),
                _("How often"),
            ),
            _ranked(
                _("Searched in vain"), selectors.ranking(span, nothing), _("Words"), _("How often")
            ),
        ),
    )


def source_words(source: str) -> str:
    """campaign:newsletter -> Campaign “newsletter”; site:google.com -> google.com."""
    if source == OTHERS:
        return _("Others")
    if source.startswith(CAMPAIGN):
        return _("Campaign “%(name)s”") % {"name": source.removeprefix(CAMPAIGN)}
    return source.removeprefix(SITE) or _("Directly")


def _day_names(span: Span) -> list[str]:
    return [date_format(day, "j M") for day in span.days]


def _ranked(title: str, found: Ranking, axis: str, what: str) -> Chart:
    return _plotted(
        title, Look.BARS, [name for name, _n in found], [n for _name, n in found], axis, what
    )


def _plotted(title: str, look: Look, labels: Any, values: Any, axis: str, what: str = "") -> Chart:
    series = Series(what or _("How often"), tuple(values))
    return Chart(
        kind=look,
        title=title,
        labels=tuple(labels),
        series=(series,),
        axis=axis,
        nothing=_("Nothing was counted in these days."),
    )
