"""The order's own page at a link that nobody can guess: state, receipt, cancel, order again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ordering.carts.visitors import account_of, ensure_cart, mark_visitor
from ordering.orders.models import Order
from ordering.orders.selectors import last_reason, order_by_code, timeline
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile
from ordering.orders.states import PaymentState, Role
from ordering.orders.words import standing_of
from ordering.payments.gateways import method_label
from ordering.payments.selectors import payer_of
from ordering.reviews.selectors import rating_of
from ordering.reviews.services import can_rate
from site_core.house.selectors import house_contact
from site_core.house.words import whom_to_ask

from .reorder import reorder
from .services import cancel_order


def _etag(order: Order) -> str:
    """Changes with the order, and at midnight: "tomorrow" is a word of the page."""
    day = timezone.localdate().isoformat()
    return f'"{order.version}-{order.payment_state}-{get_language()}-{day}"'


def _status_context(order: Order) -> dict[str, object]:
    return {
        "order": order,
        "standing": standing_of(order, timezone.now()),
        "steps": timeline(order),
        "reason": last_reason(order),
        "paid_by": payer_of(order) if order.payment_state == PaymentState.PAID else "",
    }


@never_cache
@require_GET
def order_page(request: HttpRequest, code: str) -> HttpResponse:
    order = order_by_code(code)
    context = {
        **_status_context(order),
        "etag": _etag(order),
        "method": method_label(order.payment_method),
        "keep_link": order.user_id is None,
        "can_rate": can_rate(order, timezone.now()) and rating_of(order) is None,
    }
    return mark_visitor(request, render(request, "orders/order.html", context))


@require_GET
def order_status(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the page that changes by itself: 304 and no body while nothing did."""
    order = order_by_code(code)
    etag = _etag(order)
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = render(request, "orders/_status.html", _status_context(order))
        response.headers["X-Final"] = "no" if order.is_open else "yes"
        response.headers["X-Can-Cancel"] = "yes" if order.can_be_cancelled_by_customer else "no"
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    order = order_by_code(code)
    try:
        cancel_order(order=order, role=Role.CUSTOMER, actor=account_of(request), now=timezone.now())
    except (MoveRefused, OrderChangedMeanwhile):
        refusal = _("This order can no longer be cancelled here.")
        messages.error(request, f"{refusal} {whom_to_ask(house_contact())}")
    else:
        messages.success(request, _("Your order is cancelled. Nothing will be brought."))
    return redirect("order_page", code=order.code)


@require_POST
def order_again(request: HttpRequest, code: str) -> HttpResponse:
    """Put the same dishes into the cart, and say what is no longer there."""
    outcome = reorder(order=order_by_code(code), cart=ensure_cart(request), now=timezone.now())
    for sentence in (*outcome.missing, *outcome.repriced):
        messages.warning(request, sentence)
    if outcome.added:
        messages.success(request, _("Your dishes are in the cart again."))
    return mark_visitor(request, redirect("cart"))
