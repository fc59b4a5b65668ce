"""The personal part of public pages, rendered apart so that the pages can be one for all."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from ordering.catalogue.facts import Allergen, FoodFacts
from ordering.catalogue.models import MenuItem
from ordering.dietary.models import Eater
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import judge
from site_core.base.money import format_rwf

from .favourites import favourite_codes
from .selectors import view_cart
from .visitors import account_of, current_cart


def render_here(request: HttpRequest, *, now: dt.datetime, status: int = 200) -> HttpResponse:
    """A fixed number of queries; the token cookie is set, so that a script can post next."""
    get_token(request)
    cart = current_cart(request)
    view = view_cart(cart, now=now) if cart else None
    user = account_of(request)
    context = {
        "cart_count": view.count if view else 0,
        "cart_total": format_rwf(view.quote.total) if view else "",
        "cart": view,
        "place_label": view.place.label if view and view.place else "",
        "eater_label": str(cart.eater) if cart and cart.eater else "",
        "avoids": [str(Allergen(code).label).lower() for code in cart.eater.avoids]
        if cart and cart.eater
        else [],
        "user_name": (user.get_short_name() or str(user)) if user else "",
        "is_staff": bool(user and user.is_staff),
        "favourites": favourite_codes(user) if user else None,
        "unsuitable": unsuitable_items(cart.eater) if cart and cart.eater else {},
    }
    return render(request, "components/here.html", context, status=status)


def unsuitable_items(eater: Eater) -> dict[str, str]:
    """Codes of the items that do not suit this eater, each with the first reason. One query."""
    needs = needs_of(eater)
    if not needs:
        return {}
    items = MenuItem.objects.filter(is_listed=True).only("code", "allergens", "tags")
    verdicts = {
        item.code: judge(FoodFacts(allergens=item.allergens, tags=frozenset(item.tags)), needs)
        for item in items
    }
    return {code: verdict.reasons[0] for code, verdict in verdicts.items() if verdict.reasons}
