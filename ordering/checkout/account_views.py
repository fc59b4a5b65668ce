"""The account of a customer: orders, places, people. Everything is found through its owner."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ordering.carts.favourites import favourites_of
from ordering.carts.visitors import mark_visitor
from ordering.credit.selectors import balance_of, credit_history
from ordering.delivery.selectors import addresses_of, kept_places, served_areas, wards_with_beds
from ordering.delivery.services import (
    TooManyAddresses,
    forget_address,
    keep_address,
    rename_address,
)
from ordering.dietary.selectors import eaters_of
from ordering.dietary.services import TooManyEaters, describe_eater
from ordering.orders.selectors import open_orders_of, orders_of, past_orders_of
from ordering.orders.words import order_cards
from site_core.users.models import User

from .account_forms import AddressForm, KeptEaterForm, LabelForm
from .eaters import change_eater, forget_eater
from .habits import usual_order

LATEST = 3
PER_PAGE = 10


def _user(request: HttpRequest) -> User:
    """Whoever is logged in; `login_required` has already asked."""
    assert isinstance(request.user, User)
    return request.user


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the account; the mark lets public pages greet whoever has just logged in."""
    page = render(request, f"customers/{name}.html", context, status=status)
    return mark_visitor(request, page)


@never_cache
@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    user, now = _user(request), timezone.now()
    usual = usual_order(user)
    context = {
        "usual": order_cards([usual], now)[0] if usual else None,
        "open_orders": order_cards(open_orders_of(user)[:PER_PAGE], now),
        "latest": order_cards(past_orders_of(user)[:LATEST], now),
    }
    return _page(request, "overview", context)


@never_cache
@login_required
@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """All orders, newest first. A page number that makes no sense shows the nearest page."""
    page = Paginator(orders_of(_user(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "cards": order_cards(page, timezone.now())}
    return _page(request, "orders", context)


@never_cache
@login_required
@require_GET
def credit(request: HttpRequest) -> HttpResponse:
    """What of the account's money is with us, and how it came about."""
    user = _user(request)
    page = Paginator(credit_history(user), PER_PAGE).get_page(request.GET.get("page"))
    return _page(request, "credit", {"balance": balance_of(user), "page_obj": page})


@never_cache
@login_required
@require_GET
def favourites(request: HttpRequest) -> HttpResponse:
    """The dishes with a heart, newest first, and whether they are to be had now."""
    now = timezone.now()
    kept = [
        (row.item, row.item.is_listed, row.item.is_sold_out(now))
        for row in favourites_of(_user(request))
    ]
    return _page(request, "favourites", {"kept": kept})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    """The kept places, and one more."""
    user = _user(request)
    form = AddressForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid() and form.place:
        try:
            keep_address(user=user, label=form.cleaned_data["label"], place=form.place)
        except TooManyAddresses as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("account_addresses")
    context = {
        "kept": kept_places(user),
        "form": form,
        "wards": wards_with_beds(),
        "areas": served_areas(),
    }
    return _page(request, "addresses", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["POST"])
def address(request: HttpRequest, code: str) -> HttpResponse:
    """Rename a kept place, or delete it."""
    kept = get_object_or_404(addresses_of(_user(request)), code=code)
    if "delete" in request.POST:
        forget_address(address=kept)
        messages.success(request, _("Deleted."))
        return redirect("account_addresses")
    form = LabelForm(request.POST)
    if form.is_valid():
        rename_address(address=kept, label=form.cleaned_data["label"])
        messages.success(request, _("Renamed."))
    else:
        messages.error(request, " ".join(str(error) for error in form.errors["label"]))
    return redirect("account_addresses")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def eaters(request: HttpRequest) -> HttpResponse:
    """The people one orders for, and one more."""
    user = _user(request)
    form = KeptEaterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            describe_eater(owner=user, **form.cleaned_data)
        except TooManyEaters as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("account_eaters")
    context = {"kept": eaters_of(user), "form": form}
    return _page(request, "eaters", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def eater(request: HttpRequest, code: str) -> HttpResponse:
    """Change what somebody needs, or delete it."""
    kept = get_object_or_404(eaters_of(_user(request)), code=code)
    if request.method == "POST" and "delete" in request.POST:
        forget_eater(eater=kept)
        messages.success(request, _("Deleted."))
        return redirect("account_eaters")
    initial = {"name": kept.name, "avoids": kept.avoids, "diets": kept.needs}
    form = KeptEaterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_eater(eater=kept, **form.cleaned_data)
        messages.success(request, _("Saved. Dishes are checked against it from now on."))
        return redirect("account_eaters")
    context = {"eater": kept, "form": form}
    return _page(request, "eater", context, status=422 if form.errors else 200)
