"""The order desk: one screen on which the house writes an order down, or changes one."""

from __future__ import annotations

import uuid
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.carts.forms import EaterForm
from ordering.carts.services import CannotAdd
from ordering.catalogue.selection import InvalidSelection
from ordering.catalogue.services import SoldOut
from ordering.changes.drafts import MAY_OVERRIDE, CannotChange, open_change, open_desk
from ordering.changes.models import Draft
from ordering.changes.selectors import drafts_of, view_draft
from ordering.changes.services import Agreed, change_order, place_draft
from ordering.changes.values import DraftView
from ordering.checkout.services import CannotPlace, order_of_token
from ordering.checkout.times import time_days
from ordering.delivery.selectors import served_areas, wards_with_beds
from ordering.delivery.services import SlotFull
from ordering.dietary.selectors import eaters_of
from ordering.orders.models import Order
from ordering.orders.services import OrderChangedMeanwhile
from ordering.orders.states import Role
from ordering.payments.methods import offered_methods
from ordering.promotions.services import UsedUp
from site_core.users.models import User

from .base import View, actor_of, needs
from .desk_forms import ContactForm, SendForm
from .desk_search import find_dishes, find_people
from .desk_steps import STEPS, NotRead, sentences
from .order_moves import MAY_MOVE
from .phones import sees_phones

MAY_WORK = (MAY_MOVE, MAY_OVERRIDE)
REFUSALS = (
    CannotAdd, CannotChange, CannotPlace, InvalidSelection, NotRead, OrderChangedMeanwhile,
    SlotFull, SoldOut, UsedUp,
)  # fmt: skip


def for_the_desk(view: View) -> View:
    """Support takes orders for callers; the dietitian, for patients whose dishes need her word."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(request.user.has_perm(permission) for permission in MAY_WORK):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _mine(request: HttpRequest, code: str) -> Draft:
    """A draft of whoever asks; that of somebody else is not there."""
    return get_object_or_404(drafts_of(actor_of(request)), code=code)


@require_GET
@for_the_desk
def desk(request: HttpRequest) -> HttpResponse:
    """The new order that this person is writing down."""
    return _page(request, open_desk(staff=actor_of(request)))


@require_GET
@for_the_desk
def desk_draft(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _mine(request, code))


@require_POST
@needs("orders.view_order", MAY_MOVE)
def begin_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an order for a change, or say that it is too late."""
    order = get_object_or_404(Order, pk=pk)
    try:
        draft = open_change(order=order, staff=actor_of(request))
    except CannotChange as refusal:
        messages.error(request, str(refusal))
        return redirect(_sheet(order))
    return redirect("order_desk_draft", code=draft.code)


@require_POST
@for_the_desk
def work(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One form of the desk was sent: take its step, and show the desk again."""
    if step not in STEPS:
        raise Http404
    draft = _mine(request, code)
    try:
        STEPS[step](draft, request)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    if step == "discard":
        return redirect(_sheet(draft.order) if draft.order else reverse("order_desk"))
    return redirect(_address(draft, request.POST.get("q", "")))


@require_POST
@for_the_desk
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Place the order, or change it, as it was agreed to on the phone."""
    form = SendForm(request.POST)
    read = form.is_valid()
    placed = order_of_token(form.cleaned_data["token"]) if form.cleaned_data.get("token") else None
    if placed is not None:
        return redirect(_after(request, placed))
    draft = _mine(request, code)
    try:
        if not read:
            raise NotRead(sentences(form))
        order = _send(draft, form.cleaned_data, actor_of(request))
    except OrderChangedMeanwhile as refusal:
        messages.error(request, str(refusal))
        return redirect(_sheet(draft.order) if draft.order else reverse("order_desk"))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(_address(draft))
    messages.success(request, _("Order %(number)s is written down.") % {"number": order})
    return redirect(_after(request, order))


def _send(draft: Draft, data: dict[str, Any], actor: User) -> Order:
    now, agreed = timezone.now(), Agreed(data["digest"], data["expected_total"])
    if draft.order is None:
        if not (draft.cart.contact_name and draft.cart.contact_phone):
            raise NotRead(_("Please write down a name and a phone number first."))
        token = data["token"] or uuid.uuid4()
        order = place_draft(draft=draft, token=token, agreed=agreed, actor=actor, now=now)
    else:
        order = draft.order
        reason = data["reason"]
        change_order(
            draft=draft, agreed=agreed, role=Role.SUPPORT, actor=actor, now=now, reason=reason
        )
    log(instance=order, action="wagtail.edit", user=actor, content_changed=True)
    return order


def _sheet(order: Order) -> str:
    return reverse("orders_order_modeladmin_inspect", args=[order.pk])


def _after(request: HttpRequest, order: Order) -> str:
    return _sheet(order) if request.user.has_perm("orders.view_order") else reverse("order_desk")


def _address(draft: Draft, term: str = "") -> str:
    """Back to the desk. A search stays until a dish was added from it."""
    plain = reverse("order_desk_draft", args=[draft.code]) if draft.order else reverse("order_desk")
    return f"{plain}?{urlencode({'q': term[:100]})}" if term else plain


def _page(request: HttpRequest, draft: Draft) -> HttpResponse:
    now, user = timezone.now(), actor_of(request)
    view = view_draft(draft, now=now)
    who, term = request.GET.get("who", "")[:100], request.GET.get("q", "")[:100]
    eater, is_new = draft.cart.eater, draft.order is None
    context = {
        "draft": draft,
        "view": view,
        "order": draft.order,
        "contact": ContactForm(initial=_contact(draft)),
        "who": who,
        "people": find_people(who) if is_new and sees_phones(user) else [],
        "searches_people": is_new and sees_phones(user),
        "q": term,
        "dishes": find_dishes(term, eater=eater, now=now),
        "may_override": user.has_perm(MAY_OVERRIDE) and eater is not None,
        "eater": eater,
        "eaters": eaters_of(draft.customer) if is_new else (),
        "eater_form": _eater_form(draft),
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "days": time_days(view.slots, _chosen(view), now),
        "methods": offered_methods(
            zone=view.place.zone if view.place else None, amount=view.quote.total
        ),
        "missing": _missing(draft, view),
        "address": _address(draft),
        # The frame of the admin says them too, but outside of what htmx replaces.
        "said": get_messages(request) if "HX-Request" in request.headers else (),
    }
    return render(request, "backoffice/desk.html", context)


def _contact(draft: Draft) -> dict[str, str]:
    cart = draft.cart
    return {
        "name": cart.contact_name,
        "phone": cart.contact_phone,
        "email": cart.contact_email,
        "language": draft.language,
    }


def _eater_form(draft: Draft) -> EaterForm:
    eater = draft.cart.eater
    initial = {"name": eater.name, "avoids": eater.avoids, "diets": eater.needs} if eater else {}
    return EaterForm(initial=initial)


def _chosen(view: DraftView) -> str:
    return view.time.offer.key if view.time else ""


def _missing(draft: Draft, view: DraftView) -> list[str]:
    """All that stands between this draft and the kitchen, in the order of the screen."""
    missing = list(view.problems)
    if draft.order is None and not (draft.cart.contact_name and draft.cart.contact_phone):
        missing.insert(0, _("Name and phone of whoever orders are missing."))
    return missing
