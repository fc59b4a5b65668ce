"""Sold out and portions, a tap away from the stove."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordering.catalogue.models import MenuItem
from site_core.users.permissions import role_required

from .forms import PortionsForm, SoldOutForm
from .item_panel import mark_until, panel_sections, set_portions_left, sold_out_ends
from .shell import SOLD_OUT, around
from .timing import day_words, hour

MAX_SEARCH = 60


@never_cache
@require_safe
@role_required(SOLD_OUT)
def kitchen_items(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    search = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_SEARCH]
    context = {
        **around(request, "kitchen_items"),
        "sections": panel_sections(search=search, now=now),
        "ends": sold_out_ends(now),
        "search": search,
    }
    return render(request, "fulfilment/items.html", context)


def _back(request: HttpRequest, item: MenuItem) -> HttpResponse:
    """To the same dish in the same search."""
    search = request.POST.get("q", "")[:MAX_SEARCH]
    query = f"?{urlencode({'q': search})}" if search else ""
    return redirect(f"{reverse('kitchen_items')}{query}#{item.code}")


@require_POST
@role_required(SOLD_OUT)
def item_sold_out(request: HttpRequest, code: str) -> HttpResponse:
    item = get_object_or_404(MenuItem, code=code)
    form = SoldOutForm(request.POST)
    now = timezone.now()
    if not form.is_valid():
        messages.error(request, _("Please choose until when it is sold out."))
        return _back(request, item)
    moment = mark_until(item=item, until=form.cleaned_data["until"], now=now)
    dish = {"dish": item.localized_name}
    if moment is None:
        messages.success(request, _("%(dish)s is on sale again.") % dish)
    else:
        words = {**dish, "day": day_words(moment, now), "time": hour(moment)}
        messages.success(request, _("%(dish)s is sold out until %(day)s, %(time)s.") % words)
    return _back(request, item)


@require_POST
@role_required(SOLD_OUT)
def item_portions(request: HttpRequest, code: str) -> HttpResponse:
    item = get_object_or_404(MenuItem, code=code)
    form = PortionsForm(request.POST)
    if not form.is_valid():
        sentence = " ".join(str(error) for error in form.errors["left"])
        messages.error(request, f"{item.localized_name}: {sentence}")
        return _back(request, item)
    row = set_portions_left(item=item, left=form.cleaned_data["left"], now=timezone.now())
    left = row.left or 0
    messages.success(
        request,
        ngettext(
            "%(dish)s: %(left)d portion left today.",
            "%(dish)s: %(left)d portions left today.",
            left,
        )
        % {"dish": item.localized_name, "left": left},
    )
    return _back(request, item)
