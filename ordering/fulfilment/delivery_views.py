"""The delivery board: take, carry, hand over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordering.orders.models import Order
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile
from ordering.orders.states import State
from ordering.payments.services import WrongAmount
from site_core.base.money import format_rwf
from site_core.users.permissions import role_required

from .delivery_selectors import (
    delivery_board,
    delivery_version,
    order_on_run,
    orders_to_take,
    own_runs,
    stop_of,
)
from .forms import HandOverForm, TakeForm, Trouble, TroubleForm
from .services import cash_due, could_not_hand_over, hand_over, put_back, take_orders
from .shell import DELIVER, around, etag_of, fragment, staff_of, unchanged, wants_fragment


def _version(request: HttpRequest) -> str:
    return delivery_version(user=staff_of(request), now=timezone.now())


def _context(request: HttpRequest) -> dict[str, Any]:
    return {
        "board": delivery_board(user=staff_of(request), now=timezone.now()),
        "refresh_url": reverse("deliveries_cards"),
        "now": timezone.now(),
    }


@never_cache
@require_safe
@role_required(DELIVER)
def deliveries(request: HttpRequest) -> HttpResponse:
    etag = etag_of(_version(request))
    context = {**around(request, "deliveries"), **_context(request), "etag": etag}
    return render(request, "fulfilment/deliveries.html", context)


@require_safe
@role_required(DELIVER)
def deliveries_cards(request: HttpRequest) -> HttpResponse:
    """The part that refreshes itself: 304 and no body while nothing changed."""
    version = _version(request)
    return unchanged(request, version) or fragment(
        request, "fulfilment/_deliveries.html", _context(request), version=version
    )


def _board_again(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    if not wants_fragment(request):
        return redirect("deliveries")
    version = _version(request)
    return fragment(
        request, "fulfilment/_deliveries.html", _context(request), version=version, status=status
    )


@require_POST
@role_required(DELIVER)
def take(request: HttpRequest) -> HttpResponse:
    """Take the orders that were on the screen; what somebody else got is named."""
    form = TakeForm(request.POST)
    orders = orders_to_take(form.codes())
    if not orders:
        messages.error(request, _("Please choose at least one order to take."))
        return _board_again(request, status=422)
    taken = take_orders(orders=orders, courier=staff_of(request), now=timezone.now())
    if not taken.missed:
        return _board_again(request)
    numbers = ", ".join(f"#{number}" for number in taken.missed)
    messages.error(
        request,
        ngettext(
            "%(numbers)s was already taken or changed.",
            "%(numbers)s were already taken or changed.",
            len(taken.missed),
        )
        % {"numbers": numbers},
    )
    return _board_again(request, status=409)


@require_POST
@role_required(DELIVER)
def put_order_back(request: HttpRequest, code: str) -> HttpResponse:
    order = order_on_run(staff_of(request), code)
    try:
        put_back(order=order, actor=staff_of(request), now=timezone.now())
    except (MoveRefused, OrderChangedMeanwhile) as refusal:
        messages.error(request, str(refusal))
        return _board_again(request, status=409)
    messages.success(request, _("#%(number)s is back at the kitchen.") % {"number": order.number})
    return _board_again(request)


def _to_board(request: HttpRequest) -> HttpResponse:
    """The script of the hand-over screen is told where to go, so that it may send anew until then."""
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"X-Location": reverse("deliveries")})
    return redirect("deliveries")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(DELIVER)
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """The hand-over screen of one order. GET shows it, POST hands the meal over."""
    order = order_on_run(staff_of(request), code)
    if request.method != "POST":
        return _stop_page(request, order)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _stop_page(
            request, order, error=" ".join(str(error) for error in form.errors["cash"]), status=422
        )
    due = cash_due(order)
    try:
        done = hand_over(
            order=order,
            cash=form.cleaned_data["cash"],
            actor=staff_of(request),
            now=timezone.now(),
        )
    except WrongAmount as refusal:
        return _stop_page(request, order, error=str(refusal), status=422)
    except (MoveRefused, OrderChangedMeanwhile) as refusal:
        messages.error(request, str(refusal))
        return _to_board(request)
    messages.success(request, _handed_over(done, due))
    return _to_board(request)


def _handed_over(order: Order, cash: int) -> str:
    if not cash:
        return _("#%(number)s is handed over.") % {"number": order.number}
    return _("#%(number)s is handed over, %(cash)s received.") % {
        "number": order.number,
        "cash": format_rwf(cash),
    }


def _stop_page(
    request: HttpRequest,
    order: Order,
    *,
    error: str = "",
    trouble: TroubleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Only while it is carried: before and after that nobody needs the phone number."""
    if order.state != State.OUT_FOR_DELIVERY:
        messages.info(
            request,
            _("#%(number)s is now “%(state)s”.")
            % {"number": order.number, "state": order.get_state_display()},
        )
        return _to_board(request)
    shown = stop_of(order, timezone.now())
    context = {
        **around(request, "deliveries"),
        "stop": shown,
        "cash": request.POST.get("cash", "")[:20] if error else shown.cash,
        "error": error,
        "trouble": trouble,
        "reasons": Trouble.choices,
    }
    return render(request, "fulfilment/stop.html", context, status=status)


@require_POST
@role_required(DELIVER)
def trouble(request: HttpRequest, code: str) -> HttpResponse:
    """It could not be handed over, and why."""
    order = order_on_run(staff_of(request), code)
    form = TroubleForm(request.POST)
    if not form.is_valid():
        return _stop_page(request, order, trouble=form, status=422)
    try:
        could_not_hand_over(
            order=order,
            reason=form.sentence(order.language),
            actor=staff_of(request),
            now=timezone.now(),
        )
    except (MoveRefused, OrderChangedMeanwhile) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request,
            _("#%(number)s is noted as not handed over. The customer has been told.")
            % {"number": order.number},
        )
    return _to_board(request)


@never_cache
@require_safe
@role_required(DELIVER)
def sheet(request: HttpRequest) -> HttpResponse:
    """The run on paper, ward by ward."""
    now = timezone.now()
    runs = own_runs(user=staff_of(request), now=now)
    context = {"runs": runs, "courier": staff_of(request), "now": now}
    return render(request, "fulfilment/sheet.html", context)
