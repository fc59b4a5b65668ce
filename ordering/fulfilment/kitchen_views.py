"""The kitchen board: what to cook next, one tap a step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordering.orders.models import Order
from ordering.orders.services import MoveRefused
from ordering.orders.states import State
from site_core.users.permissions import refused, role_required

from .forms import StepForm
from .kitchen_selectors import kitchen_board, kitchen_version
from .services import StaleTap, cook_step
from .shell import (
    BOARDS,
    COOK,
    around,
    board_links,
    etag_of,
    fragment,
    staff_of,
    unchanged,
    wants_fragment,
)


@never_cache
@require_safe
@role_required(*(permission for _name, _label, permission in BOARDS))
def home(request: HttpRequest) -> HttpResponseBase:
    """To the first board that this person works on."""
    links = board_links(staff_of(request))
    return redirect(links[0].url) if links else refused(request)


def _is_later(request: HttpRequest) -> bool:
    return request.GET.get("when") == "later"


def _version(request: HttpRequest) -> str:
    return kitchen_version(user=staff_of(request), is_later=_is_later(request), now=timezone.now())


def _context(request: HttpRequest) -> dict[str, Any]:
    is_later = _is_later(request)
    query = "?when=later" if is_later else ""
    return {
        "board": kitchen_board(user=staff_of(request), is_later=is_later, now=timezone.now()),
        "query": query,
        "refresh_url": reverse("kitchen_cards") + query,
        "now": timezone.now(),
    }


@never_cache
@require_safe
@role_required(COOK)
def kitchen(request: HttpRequest) -> HttpResponse:
    # The version first: what changes while we draw is drawn again a moment later.
    etag = etag_of(_version(request))
    context = {**around(request, "kitchen"), **_context(request), "etag": etag}
    return render(request, "fulfilment/kitchen.html", context)


@require_safe
@role_required(COOK)
def kitchen_cards(request: HttpRequest) -> HttpResponse:
    """The part that refreshes itself: 304 and no body while nothing changed."""
    version = _version(request)
    return unchanged(request, version) or fragment(
        request, "fulfilment/_kitchen.html", _context(request), version=version
    )


@require_POST
@role_required(COOK)
def kitchen_step(request: HttpRequest, code: str) -> HttpResponse:
    """One step forward or back. A stale tap changes nothing and shows how things stand."""
    order = get_object_or_404(Order, code=code)
    form = StepForm(request.POST)
    error = "" if form.is_valid() else _("That tap did not come through whole. Please tap again.")
    if not error:
        try:
            cook_step(
                order=order,
                to=State(form.cleaned_data["to"]),
                seen_version=form.cleaned_data["version"],
                actor=staff_of(request),
                now=timezone.now(),
            )
        except (StaleTap, MoveRefused) as refusal:
            error = str(refusal)
    if error:
        messages.error(request, error)
    if not wants_fragment(request):
        return redirect(reverse("kitchen") + ("?when=later" if _is_later(request) else ""))
    version = _version(request)
    return fragment(
        request,
        "fulfilment/_kitchen.html",
        _context(request),
        version=version,
        status=409 if error else 200,
    )
