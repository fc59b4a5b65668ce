"""Changing an order from its own page, at the link that nobody can guess. One service call each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ordering.carts.choosing import dish_form
from ordering.carts.forms import AddForm, PlaceForm, QuantityForm, posted_options
from ordering.carts.models import CartLine
from ordering.carts.services import CannotAdd, add_to_cart, deliver_to, set_quantity
from ordering.carts.visitors import account_of, mark_visitor
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection
from ordering.catalogue.services import SoldOut
from ordering.checkout.services import CannotPlace
from ordering.checkout.times import time_days
from ordering.delivery.selectors import served_areas, wards_with_beds
from ordering.delivery.services import SlotFull
from ordering.orders.models import Order
from ordering.orders.selectors import order_by_code
from ordering.orders.services import OrderChangedMeanwhile
from ordering.orders.states import Role
from ordering.promotions.services import UsedUp
from site_core.base.errors import DomainError

from .drafts import CannotChange, describe, discard, open_change
from .forms import SendForm
from .models import Draft
from .selectors import change_draft, items_to_add, view_draft
from .services import Agreed, change_order

REFUSALS = (
    CannotAdd, CannotChange, CannotPlace, InvalidSelection, OrderChangedMeanwhile, SlotFull,
    SoldOut, UsedUp,
)  # fmt: skip


class NotRead(DomainError):
    """What was posted cannot be read."""


def _read(form: forms.Form) -> None:
    if not form.is_valid():
        raise NotRead(" ".join(str(error) for found in form.errors.values() for error in found))


@never_cache
@require_GET
def change(request: HttpRequest, code: str) -> HttpResponse:
    """The order as it would be; without a change that was begun, the order itself."""
    order = order_by_code(code)
    draft = change_draft(order, None)
    if draft is None or not order.can_be_changed or draft.seen_version != order.version:
        return redirect("order_page", code=order.code)
    view = view_draft(draft, now=timezone.now())
    context = {
        "order": order,
        "draft": draft,
        "view": view,
        "items": items_to_add(),
        "dish": _dish(request, draft),
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "days": time_days(view.slots, view.time.offer.key if view.time else "", timezone.now()),
    }
    return mark_visitor(request, render(request, "orders/change.html", context))


def _dish(request: HttpRequest, draft: Draft) -> object:
    """The dish that is being chosen, with its sizes and options."""
    code = request.GET.get("dish", "").replace("\x00", "")[:60]
    item = MenuItem.objects.for_sale().with_choices().filter(code=code).first() if code else None
    return dish_form(item, now=timezone.now(), eater=draft.cart.eater) if item else None


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a change, or go on with it; too late is said."""
    order = order_by_code(code)
    try:
        open_change(order=order, staff=None)
    except CannotChange as refusal:
        messages.error(request, str(refusal))
        return redirect("order_page", code=order.code)
    return redirect("order_change", code=order.code)


@require_POST
def work(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One form of the page: dishes, place, time, sending it off, or leaving it."""
    if step not in STEPS:
        raise Http404
    order = order_by_code(code)
    draft = change_draft(order, None)
    if draft is None:
        messages.info(request, _("Here is your order as it stands now."))
        return redirect("order_page", code=order.code)
    try:
        page = STEPS[step](request, order, draft)
    except (*REFUSALS, NotRead) as refusal:
        messages.error(request, str(refusal))
        page = "order_change"
    return redirect(page, code=order.code)


def _line(request: HttpRequest, order: Order, draft: Draft) -> str:
    key = request.POST.get("line", "")
    known = key.isascii() and key.isdecimal() and len(key) <= 18
    row = get_object_or_404(CartLine, pk=int(key) if known else 0, cart=draft.cart_id)
    form = QuantityForm(request.POST)
    _read(form)
    set_quantity(cart=draft.cart, line_id=row.pk, quantity=form.cleaned_data["quantity"])
    return "order_change"


def _add(request: HttpRequest, order: Order, draft: Draft) -> str:
    code = request.POST.get("item", "").replace("\x00", "")[:60]
    item = get_object_or_404(MenuItem.objects.with_choices(), code=code)
    form = AddForm(request.POST)
    _read(form)
    add_to_cart(
        cart=draft.cart,
        item=item,
        size=form.cleaned_data["size"],
        options=posted_options(request.POST),
        quantity=form.cleaned_data["quantity"],
        note=form.cleaned_data["note"],
        now=timezone.now(),
    )
    return "order_change"


def _place(request: HttpRequest, order: Order, draft: Draft) -> str:
    form = PlaceForm(request.POST, user=account_of(request))
    _read(form)
    assert form.place is not None
    deliver_to(cart=draft.cart, place=form.place)
    return "order_change"


def _time(request: HttpRequest, order: Order, draft: Draft) -> str:
    key = request.POST.get("slot", "").replace("\x00", "")[:80]
    describe(draft=draft, contact={}, facts={"slot_key": key})
    return "order_change"


def _send(request: HttpRequest, order: Order, draft: Draft) -> str:
    form = SendForm(request.POST)
    _read(form)
    agreed = Agreed(form.cleaned_data["digest"], form.cleaned_data["expected_total"])
    change_order(
        draft=draft,
        agreed=agreed,
        role=Role.CUSTOMER,
        actor=account_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("Your order is changed. Our kitchen knows."))
    return "order_page"


def _leave(request: HttpRequest, order: Order, draft: Draft) -> str:
    discard(draft=draft)
    messages.info(request, _("Your order stays as it was."))
    return "order_page"


STEPS: Mapping[str, Callable[[HttpRequest, Order, Draft], str]] = {
    "line": _line,
    "add": _add,
    "place": _place,
    "time": _time,
    "send": _send,
    "leave": _leave,
}
