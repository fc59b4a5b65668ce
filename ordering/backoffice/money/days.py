"""A day of money: what was expected, what came and went by each method, and what was counted."""

from __future__ import annotations

import csv
import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ordering.delivery.schedule import today
from ordering.settlement.models import StatementRow
from ordering.settlement.selectors import figures_of, payments_of, purses

from ..base import needs
from ..exports import exported

SEES_MONEY = "payments.view_payment"


class DayForm(forms.Form):
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


@require_GET
@needs(SEES_MONEY, "settlement.view_cashhandin")
def day_view(request: HttpRequest) -> HttpResponse:
    """Without a day, or with one that cannot be read, today."""
    form = DayForm(request.GET)
    last = today(timezone.now())
    day = form.cleaned_data["day"] if form.is_valid() else last
    # The calendar of the database ends before that of a form.
    day = min(max(day, dt.date(2020, 1, 1)), last + dt.timedelta(days=366))
    if request.GET.get("export") == "csv":
        return _file(day)
    context = {
        "day": day,
        "before": day - dt.timedelta(days=1),
        "after": day + dt.timedelta(days=1),
        "figures": figures_of(day),
        "payments": payments_of(day),
        "purses": purses(),
        "open_rows": StatementRow.objects.filter(state=StatementRow.State.OPEN).count(),
    }
    return render(request, "backoffice/money/day.html", context)


def _file(day: dt.date) -> HttpResponse:
    """Every payment of the day, one a row, for whoever keeps the books."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="money-{day.isoformat()}.csv"'
    writer = csv.writer(response)
    writer.writerow(
        ["order", "method", "status", "amount", "refunded", "reference", "asked_at", "received_at"]
    )
    for payment in payments_of(day):
        cells = (
            payment.order_id,
            payment.method,
            payment.status,
            payment.amount,
            payment.refunded,
            payment.provider_id or str(payment.reference),
            payment.created_at,
            payment.settled_at,
        )
        writer.writerow([exported(cell) for cell in cells])
    return response
