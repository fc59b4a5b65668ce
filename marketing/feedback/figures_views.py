"""Charts and tables of the desk and of the feedback board."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ordering.fulfilment.shell import FEEDBACK, SUPPORT, around, staff_of
from site_core.users.permissions import role_required

from .exports import opinion_rows, table_response, ticket_rows
from .figures import desk_charts, opinion_charts, pace

KINDS = ("csv", "xlsx")


@never_cache
@require_safe
@role_required(SUPPORT)
def support_figures(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {**around(request, "support"), "pace": pace(now), "charts": desk_charts(now)}
    return render(request, "support/figures.html", context)


@require_safe
@role_required(SUPPORT)
def support_export(request: HttpRequest, kind: str) -> HttpResponse:
    return _table(ticket_rows(staff_of(request)), kind, "tickets")


@never_cache
@require_safe
@role_required(FEEDBACK)
def feedback_figures(request: HttpRequest) -> HttpResponse:
    context = {
        **around(request, "feedback"),
        "part": "figures",
        "charts": opinion_charts(timezone.now()),
    }
    return render(request, "feedback/figures.html", context)


@require_safe
@role_required(FEEDBACK)
def feedback_export(request: HttpRequest, kind: str) -> HttpResponse:
    return _table(opinion_rows(), kind, "feedback")


def _table(rows: object, kind: str, name: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    return table_response(rows, kind=kind, name=name)
