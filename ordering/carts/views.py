"""The cart's screens: what is in it, where it goes, who eats. Thin: one service call each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection
from ordering.delivery.selectors import served_areas, wards_with_beds
from ordering.dietary.services import describe_eater
from site_core.users.models import User

from .forms import AddForm, EaterForm, PlaceForm, QuantityForm, ward_choices
from .here import render_here
from .models import CartLine
from .selectors import view_cart
from .services import (
    CannotAdd,
    add_to_cart,
    cook_for,
    deliver_to,
    set_quantity,
)
from .session import current_cart, ensure_cart, mark_visitor


def _wants_fragment(request: HttpRequest) -> bool:
    """Scripts of public pages ask for the personal part only; a plain form gets a whole page."""
    return request.headers.get("X-Fragment") == "here"


def _next_url(request: HttpRequest, default: str) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else default


@never_cache
@require_GET
def here(request: HttpRequest) -> HttpResponse:
    """The personal part of a public page: cart, place, eater, name, messages."""
    return mark_visitor(request, render_here(request, now=timezone.now()))


@never_cache
@require_GET
def show_cart(request: HttpRequest) -> HttpResponse:
    cart = current_cart(request)
    view = view_cart(cart, now=timezone.now()) if cart else None
    return mark_visitor(request, render(request, "carts/cart.html", {"cart": view}))


@never_cache
@require_GET
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """The choices of a dish, as a page of its own or as a sheet over the menu."""
    item = get_object_or_404(MenuItem.objects.for_sale().with_choices(), code=code)  # type: ignore[attr-defined]
    return render(request, "carts/choose.html", _choose_context(item, AddForm()))


def _choose_context(item: MenuItem, form: AddForm, error: str = "") -> dict[str, object]:
    return {"item": item, "form": form, "error": error, "sold_out": item.is_sold_out(timezone.now())}


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    item = get_object_or_404(MenuItem.objects.with_choices(), code=code)  # type: ignore[attr-defined]
    form = AddForm(request.POST)
    error = "" if form.is_valid() else " ".join(_sentences(form))
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
    return render(request, "carts/choose.html", _choose_context(item, form, error), status=422)


def _sentences(form: AddForm | QuantityForm) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


@require_POST
def change_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Set the quantity of a line; zero removes it."""
    cart = current_cart(request)
    line = get_object_or_404(CartLine, pk=line_id, cart=cart) if cart else None
    form = QuantityForm(request.POST)
    if cart is None or line is None:
        messages.info(request, _("Your cart is empty."))
    elif form.is_valid():
        set_quantity(cart=cart, line_id=line.pk, quantity=form.cleaned_data["quantity"])
    else:
        messages.error(request, " ".join(_sentences(form)))
    return redirect(_next_url(request, "cart"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_place(request: HttpRequest) -> HttpResponse:
    """Where to. A card at the bed leads here with its code; nothing is set before the button."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.place:
        deliver_to(cart=ensure_cart(request), place=form.place)
        messages.success(request, _("We deliver to: %(place)s") % {"place": form.place.label})
        return mark_visitor(request, redirect(_next_url(request, "/menu/")))
    context = {
        "form": form,
        "wards": ward_choices(wards_with_beds()),
        "areas": served_areas(),
        "chosen_bed": request.POST.get("bed") or request.GET.get("bed", ""),
        "chosen_area": request.POST.get("area", ""),
        "cart": current_cart(request),
        "next": _next_url(request, ""),
    }
    return render(request, "carts/place.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_eater(request: HttpRequest) -> HttpResponse:
    """Who eats, and what must not be on the plate."""
    cart = current_cart(request)
    eater = cart.eater if cart else None
    initial = {"name": eater.name, "avoids": eater.avoids, "diets": eater.needs} if eater else {}
    form = EaterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        cart = ensure_cart(request)
        owner = request.user if isinstance(request.user, User) else None
        described = describe_eater(owner=owner, replaces=eater, **form.cleaned_data)
        cook_for(cart=cart, eater=described)
        messages.success(request, _("Noted. The menu now shows what suits."))
        return mark_visitor(request, redirect(_next_url(request, "/menu/")))
    context = {"form": form, "eater": eater, "next": _next_url(request, "")}
    return render(request, "carts/eater.html", context, status=422 if form.errors else 200)
