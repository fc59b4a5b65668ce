"""What each form of the order desk does with a draft: one service call, refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ordering.carts.forms import AddForm, EaterForm, PlaceForm, QuantityForm
from ordering.carts.models import CartLine
from ordering.carts.services import add_to_cart, cook_for, deliver_to, set_quantity
from ordering.catalogue.models import MenuItem
from ordering.changes.drafts import (
    allow_dish,
    describe,
    discard,
    fetch_earlier_order,
    take_over_customer,
    take_over_order,
)
from ordering.changes.models import Draft
from ordering.dietary.selectors import eaters_of
from ordering.dietary.services import describe_eater
from site_core.base.errors import DomainError
from site_core.users.models import User

from .base import actor_of
from .desk_forms import ContactForm, DetailsForm
from .phones import sees_phones


class NotRead(DomainError):
    """What was typed cannot be read. The message says how to write it."""


def sentences(form: forms.Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _read(form: forms.Form) -> None:
    if not form.is_valid():
        raise NotRead(sentences(form))


def customer(draft: Draft, request: HttpRequest) -> None:
    """Somebody who was found, or whoever was typed. What was read is kept, what was not is said."""
    _refuse_change(draft)
    data = request.POST
    if ("account" in data or "order" in data) and not sees_phones(request.user):
        raise Http404
    if "account" in data:
        pk = data["account"]
        known = pk.isascii() and pk.isdecimal() and len(pk) <= 18
        user = get_object_or_404(User, pk=int(pk) if known else 0, is_active=True)
        take_over_customer(draft=draft, user=user)
        return
    if "order" in data:
        order = fetch_earlier_order(data["order"].replace("\x00", "")[:20])
        if order is None:
            raise Http404
        take_over_order(draft=draft, order=order)
        return
    form = ContactForm(data)
    form.is_valid()
    read = form.cleaned_data
    contact = {f"contact_{name}": read[name] for name in ("name", "phone", "email") if name in read}
    facts = {"language": read["language"]} if "language" in read else {}
    describe(draft=draft, contact=contact, facts=facts)
    _read(form)


def place(draft: Draft, request: HttpRequest) -> None:
    form = PlaceForm(request.POST, user=draft.customer)
    _read(form)
    assert form.place is not None
    deliver_to(cart=draft.cart, place=form.place)
    if draft.order is None or form.place.zone.pk != draft.order.zone_id:
        # Another zone has other times.
        describe(draft=draft, contact={}, facts={"slot_key": ""})


def eater(draft: Draft, request: HttpRequest) -> None:
    """Somebody whom the account describes, or somebody described on the phone."""
    _refuse_change(draft)
    if code := request.POST.get("eater"):
        picked = next((one for one in eaters_of(draft.customer) if one.code == code), None)
        if picked is None:
            raise Http404
        cook_for(cart=draft.cart, eater=picked)
        return
    form = EaterForm(request.POST)
    _read(form)
    # Kept for this order only: the account describes its people itself.
    described = None if form.says_nothing else describe_eater(owner=None, **form.cleaned_data)
    cook_for(cart=draft.cart, eater=described)


def add(draft: Draft, request: HttpRequest) -> None:
    """A dish with its choices; with a reason it is served although it does not suit."""
    code = request.POST.get("item", "").replace("\x00", "")[:60]
    item = get_object_or_404(MenuItem.objects.with_choices(), code=code)
    form = AddForm(request.POST)
    _read(form)
    size, options = form.cleaned_data["size"], form.option_keys()
    quantity, note = form.cleaned_data["quantity"], form.cleaned_data["note"]
    if "allow" in request.POST:
        allow_dish(
            draft=draft,
            item=item,
            size=size,
            options=options,
            quantity=quantity,
            note=note,
            reason=request.POST.get("reason", "").replace("\x00", ""),
            actor=actor_of(request),
        )
        return
    add_to_cart(
        cart=draft.cart,
        item=item,
        size=size,
        options=options,
        quantity=quantity,
        note=note,
        now=timezone.now(),
    )


def line(draft: Draft, request: HttpRequest) -> None:
    """How many of a line; zero takes it out."""
    key = request.POST.get("line", "")
    known = key.isascii() and key.isdecimal() and len(key) <= 18
    row = get_object_or_404(CartLine, pk=int(key) if known else 0, cart=draft.cart_id)
    form = QuantityForm(request.POST)
    _read(form)
    set_quantity(cart=draft.cart, line_id=row.pk, quantity=form.cleaned_data["quantity"])


def details(draft: Draft, request: HttpRequest) -> None:
    form = DetailsForm(request.POST)
    _read(form)
    read = form.cleaned_data
    facts = {"slot_key": read["slot"], "note": read["note"]}
    if draft.order is None:
        facts["payment_method"] = read["method"]
    describe(draft=draft, contact={}, facts=facts)


def throw_away(draft: Draft, request: HttpRequest) -> None:
    discard(draft=draft)


def _refuse_change(draft: Draft) -> None:
    if draft.order is not None:
        raise NotRead(_("Who ordered and who eats stays as it is; cancel it and order anew."))


STEPS: Mapping[str, Callable[[Draft, HttpRequest], None]] = {
    "customer": customer,
    "place": place,
    "eater": eater,
    "add": add,
    "line": line,
    "details": details,
    "discard": throw_away,
}
