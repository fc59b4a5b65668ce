"""The cart's screens: what is in it, where it goes, who eats. Thin: one service call each."""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection
from ordering.delivery.places import fetch_place
from ordering.delivery.selectors import kept_places, place_of_card, served_areas, wards_with_beds
from ordering.dietary.models import Eater
from ordering.dietary.selectors import eaters_of
from ordering.dietary.services import TooManyEaters, describe_eater
from ordering.promotions.codes import MAX_TYPED
from site_core.base.attempts import TooManyAttempts
from site_core.users.models import User
from site_core.users.places import in_current_language

from .choosing import dish_form
from .coupons import CouponRefused, add_coupon, coupon_note, remove_coupon
from .favourites import TooManyFavourites, favourite_codes, forget_favourite, keep_favourite
from .forms import AddForm, EaterForm, PlaceForm, QuantityForm, posted_options
from .here import render_here
from .models import CartLine
from .selectors import view_cart
from .services import (
    CannotAdd,
    accept_prices,
    add_to_cart,
    cook_for,
    deliver_to,
    set_quantity,
)
from .visitors import account_of, current_cart, ensure_cart, mark_visitor

MENU = "/menu/"


def _wants_fragment(request: HttpRequest) -> bool:
    """Scripts of public pages ask for the personal part only; a plain form gets a whole page."""
    return request.headers.get("X-Fragment") == "here"


def _next_url(request: HttpRequest, default: str) -> str:
    """Where to go on: a path of ours, and nothing that could be read as another site or a name."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe and target.startswith("/") else default


def _sentences(form: forms.Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


@never_cache
@require_GET
def here(request: HttpRequest) -> HttpResponse:
    """The personal part of a public page: cart, place, eater, name, messages."""
    return mark_visitor(request, render_here(request, now=timezone.now()))


@never_cache
@require_GET
def show_cart(request: HttpRequest) -> HttpResponse:
    return _cart_page(request)


def _cart_page(
    request: HttpRequest, *, typed: str = "", coupon_error: str = "", status: int = 200
) -> HttpResponse:
    cart = current_cart(request)
    view = view_cart(cart, now=timezone.now()) if cart else None
    context = {
        "cart": view,
        "coupon": coupon_note(view) if view else None,
        "typed": typed,
        "coupon_error": coupon_error,
    }
    return mark_visitor(request, render(request, "carts/cart.html", context, status=status))


@never_cache
@require_GET
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """The choices of a dish, as a page of its own or as a sheet over the menu."""
    item = get_object_or_404(MenuItem.objects.for_sale().with_choices(), code=code)
    form = AddForm(initial={"quantity": request.GET.get("quantity", "")[:4]})
    return _choose_page(
        request, item, form, size=request.GET.get("size", ""), options=posted_options(request.GET)
    )


def _choose_page(
    request: HttpRequest,
    item: MenuItem,
    form: AddForm,
    *,
    size: str,
    options: Collection[str],
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    cart = current_cart(request)
    dish = dish_form(
        item,
        now=timezone.now(),
        size=size,
        options=options,
        eater=cart.eater if cart else None,
    )
    user = account_of(request)
    context = {
        "dish": dish,
        "form": form,
        "error": error,
        "next": _next_url(request, ""),
        "is_favourite": item.code in favourite_codes(user) if user else None,
    }
    return render(request, "carts/choose.html", context, status=status)


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    item = get_object_or_404(MenuItem.objects.with_choices(), code=code)
    form = AddForm(request.POST)
    error = "" if form.is_valid() else _sentences(form)
    if not error:
        try:
            add_to_cart(
                cart=ensure_cart(request),
                item=item,
                size=form.cleaned_data["size"],
                options=form.option_keys(),
                quantity=form.cleaned_data["quantity"],
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except (CannotAdd, InvalidSelection) as refusal:
            error = str(refusal)
    if error:
        return _refused(request, item, form, error)
    messages.success(request, _("Added: %(dish)s") % {"dish": item.localized_name})
    response: HttpResponse = (
        render_here(request, now=timezone.now())
        if _wants_fragment(request)
        else redirect(_next_url(request, "cart"))
    )
    return mark_visitor(request, response)


def _refused(request: HttpRequest, item: MenuItem, form: AddForm, error: str) -> HttpResponse:
    if _wants_fragment(request):
        messages.error(request, error)
        return mark_visitor(request, render_here(request, now=timezone.now(), status=422))
    page = _choose_page(
        request,
        item,
        form,
        size=request.POST.get("size", ""),
        options=form.option_keys(),
        error=error,
        status=422,
    )
    return mark_visitor(request, page)


@require_POST
def change_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Set the quantity of a line; zero removes it. A line of another cart is not found."""
    cart = current_cart(request)
    if cart is None:
        messages.info(request, _("Your cart is empty."))
        return redirect("cart")
    line = get_object_or_404(CartLine, pk=line_id, cart=cart)
    form = QuantityForm(request.POST)
    if form.is_valid():
        set_quantity(cart=cart, line_id=line.pk, quantity=form.cleaned_data["quantity"])
    else:
        messages.error(request, _sentences(form))
    return redirect(_next_url(request, "cart"))


@require_POST
@login_required
def favourite(request: HttpRequest, code: str) -> HttpResponse:
    """Put a heart on a dish, or take it away; which of them is posted, so a repeat does no harm."""
    item = get_object_or_404(MenuItem, code=code)
    user = account_of(request)
    assert user is not None
    if request.POST.get("keep") == "no":
        forget_favourite(user=user, item=item)
        messages.success(request, _("Taken out: %(dish)s") % {"dish": item.localized_name})
    else:
        try:
            keep_favourite(user=user, item=item)
        except TooManyFavourites as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Kept: %(dish)s") % {"dish": item.localized_name})
    if _wants_fragment(request):
        return mark_visitor(request, render_here(request, now=timezone.now()))
    return redirect(_next_url(request, "account_favourites"))


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """The customer has read that prices changed."""
    cart = current_cart(request)
    if cart is not None:
        accept_prices(cart=cart, now=timezone.now())
    return redirect("cart")


@require_POST
def use_coupon(request: HttpRequest) -> HttpResponse:
    """Keep a typed code with the cart, or say that it cannot be used."""
    cart = current_cart(request)
    if cart is None:
        return redirect("cart")
    typed = request.POST.get("coupon", "").replace("\x00", "")[:MAX_TYPED]
    address = get_adapter().get_client_ip(request)
    try:
        add_coupon(cart=cart, text=typed, address=address, now=timezone.now())
    except (CouponRefused, TooManyAttempts) as refusal:
        status = 429 if isinstance(refusal, TooManyAttempts) else 422
        return _cart_page(request, typed=typed, coupon_error=str(refusal), status=status)
    return redirect("cart")


@require_POST
def drop_coupon(request: HttpRequest) -> HttpResponse:
    cart = current_cart(request)
    if cart is not None:
        remove_coupon(cart=cart)
    return redirect("cart")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_place(request: HttpRequest) -> HttpResponse:
    """Where to. A card at the bed leads here with its code; nothing is set before the button."""
    user = account_of(request)
    form = PlaceForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid() and form.place:
        deliver_to(cart=ensure_cart(request), place=form.place)
        messages.success(request, _("We deliver to: %(place)s") % {"place": form.place.label})
        return mark_visitor(request, redirect(_next_url(request, in_current_language(MENU))))
    cart = current_cart(request)
    code = request.GET.get("bed", "")
    card = place_of_card(code) if code else None
    context = {
        "form": form,
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "addresses": kept_places(user),
        "current": fetch_place(cart) if cart else None,
        "card": card,
        "card_unknown": bool(code) and card is None,
        "chosen_area": form["area"].value() or "",
        "next": _next_url(request, ""),
    }
    return render(request, "carts/place.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_eater(request: HttpRequest) -> HttpResponse:
    """Who eats, and what must not be on the plate: described here, or kept in the account."""
    cart = current_cart(request)
    eater = cart.eater if cart else None
    user = account_of(request)
    initial = {"name": eater.name, "avoids": eater.avoids, "diets": eater.needs} if eater else {}
    form = EaterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        if kept := request.POST.get("eater"):
            picked = next((person for person in eaters_of(user) if person.code == kept), None)
            if picked is None:
                raise Http404
            cook_for(cart=ensure_cart(request), eater=picked)
            return _noted(request)
        if form.is_valid():
            try:
                described = _described(form, eater, user)
            except TooManyEaters as refusal:
                form.add_error(None, str(refusal))
            else:
                cook_for(cart=ensure_cart(request), eater=described)
                return _noted(request)
    context = {
        "form": form,
        "eater": eater,
        "kept": eaters_of(user),
        "next": _next_url(request, ""),
    }
    return render(request, "carts/eater.html", context, status=422 if form.errors else 200)


def _described(form: EaterForm, before: Eater | None, owner: User | None) -> Eater | None:
    """The eater of the form. Another name is another person; the same one has new needs."""
    if form.says_nothing:
        return None
    same = before is not None and before.name == form.cleaned_data["name"]
    return describe_eater(owner=owner, replaces=before if same else None, **form.cleaned_data)


def _noted(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Noted. The menu now shows what suits."))
    return mark_visitor(request, redirect(_next_url(request, in_current_language(MENU))))
