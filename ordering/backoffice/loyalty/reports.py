"""What is owed in points on any day, and what a manager should look at."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ordering.delivery.schedule import today
from ordering.loyalty.liability import Liability, liability_on
from ordering.loyalty.signals import sudden_adjustments
from ordering.referrals.selectors import suspicious_referrals
from site_core.base.charts import Chart, Kind, Series

from ..base import needs

MAY_REPORT = "loyalty.view_loyaltyrules"
FIRST_DAY = dt.date(2026, 1, 1)


class DayForm(forms.Form):
    day = forms.DateField()


@require_GET
@needs(MAY_REPORT)
def liability_view(request: HttpRequest) -> HttpResponse:
    """Without a day, or with one that cannot be read or lies ahead, today."""
    form, last = DayForm(request.GET), today(timezone.now())
    day = form.cleaned_data["day"] if form.is_valid() else last
    report = liability_on(min(max(day, FIRST_DAY), last))
    context = {"report": report, "last": last, "chart": _chart(report)}
    return render(request, "backoffice/loyalty/owed.html", context)


def _chart(report: Liability) -> Chart:
    months = report.months
    return Chart(
        kind=Kind.COLUMNS,
        title=_("Points by month"),
        labels=tuple(date_format(month.start, "M Y") for month in months),
        series=(
            Series(_("Received"), tuple(month.received for month in months)),
            Series(_("Used"), tuple(month.used for month in months)),
            Series(_("Expired"), tuple(month.expired for month in months)),
        ),
        axis=_("Month"),
        nothing=_("No points moved in these months."),
    )


@require_GET
@needs(MAY_REPORT)
def signals_view(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {"referrals": suspicious_referrals(now), "adjustments": sudden_adjustments(now)}
    return render(request, "backoffice/loyalty/signals.html", context)
