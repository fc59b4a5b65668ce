"""The banners that are not for everybody, fetched for somebody whom the house knows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .audiences import Visitor
from .selectors import Placement, personal_slot


@never_cache
@require_GET
def here(request: HttpRequest) -> HttpResponse:
    """One element a place that the page asked for; a place that we do not know is left out.

    A fixed number of queries, however many places and banners there are.
    """
    visitor = Visitor(request)
    section = request.GET.get("section", "")
    wanted = set(request.GET.getlist("slot"))
    slots = [
        (placement.value, personal_slot(request, placement, visitor, section))
        for placement in Placement
        if placement in wanted
    ]
    return render(request, "banners/here.html", {"slots": slots})
