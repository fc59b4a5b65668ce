"""Where an order is paid: by whoever ordered at the order's own link, by others at a link to pay."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordering.orders.models import Order
from ordering.orders.selectors import order_by_code
from ordering.payments.links import link_url, make_link, revoke_link, working_link
from ordering.payments.methods import NotOffered, WrongPayer
from ordering.payments.models import PayLink
from ordering.payments.networks import network_of

from .pay_forms import PayForm, PayForOtherForm
from .pay_words import Kind, PayStanding, kind_of_place, pay_standing
from .paying import NothingToPay, TooManyAttempts, methods_for, pay

Refusals = (NotOffered, WrongPayer, NothingToPay, TooManyAttempts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order_pay(request: HttpRequest, code: str) -> HttpResponse:
    """How paying stands, and another try. Paid or over: the order's page says so."""
    order = order_by_code(code)
    if request.method == "POST":
        form = PayForm(request.POST, methods=methods_for(order))
        if form.is_valid() and _pay(request, order, form):
            return redirect("order_pay", code=order.code)
        return render(request, "orders/pay.html", _context(request, order, form), status=422)
    standing = pay_standing(order, timezone.now())
    if standing.is_final:
        if standing.kind == Kind.PAID and order.total:
            messages.success(request, _("Your payment has arrived. Thank you."))
        return redirect("order_page", code=order.code)
    return render(request, "orders/pay.html", _context(request, order, standing=standing))


@require_GET
def order_pay_status(request: HttpRequest, code: str) -> HttpResponse:
    """The part that changes by itself: 304 and no body while nothing did."""
    order = order_by_code(code)
    standing = pay_standing(order, timezone.now())
    context = {} if _is_known(request, standing) else _context(request, order, standing=standing)
    return _fragment(request, standing, context, reverse("order_page", args=[order.code]))


@require_POST
def pay_link(request: HttpRequest, code: str) -> HttpResponse:
    """Make the link for somebody else, or take it back."""
    order = order_by_code(code)
    if "revoke" in request.POST:
        revoke_link(order=order, now=timezone.now())
        messages.success(request, _("The link is taken back. Nobody can use it any more."))
    else:
        make_link(order=order, now=timezone.now())
    return redirect(f"{reverse('order_pay', args=[order.code])}#other")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pay_for_other(request: HttpRequest, code: str) -> HttpResponse:
    """Meals, amount and a way to pay, for whoever was sent the link. Nothing else of the order."""
    order = _order_of_link(code)
    if request.method == "POST":
        form = PayForOtherForm(request.POST, methods=methods_for(order, is_guest_payer=True))
        if form.is_valid() and _pay(request, order, form):
            return redirect("pay_for_other", code=code)
        context = _context_for_other(order, code, form)
        return render(request, "orders/pay_for_other.html", context, status=422)
    context = _context_for_other(order, code)
    return render(request, "orders/pay_for_other.html", context)


@require_GET
def pay_for_other_status(request: HttpRequest, code: str) -> HttpResponse:
    order = _order_of_link(code)
    standing = pay_standing(order, timezone.now())
    context = {} if _is_known(request, standing) else _context_for_other(order, code)
    return _fragment(request, standing, context)


def _pay(request: HttpRequest, order: Order, form: PayForm) -> bool:
    data = form.cleaned_data
    try:
        pay(
            order=order,
            method=data["method"],
            payer_phone=data["payer_phone"],
            payer_name=data.get("payer_name", ""),
            now=timezone.now(),
        )
    except Refusals as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _context(
    request: HttpRequest,
    order: Order,
    form: PayForm | None = None,
    standing: PayStanding | None = None,
) -> dict[str, Any]:
    now = timezone.now()
    link = working_link(order, now)
    return {
        "order": order,
        "standing": standing or pay_standing(order, now),
        "form": form or _form(order),
        "link": link_url(link, order.language) if link else "",
        "pay_url": reverse("order_pay", args=[order.code]),
        "status_url": reverse("order_pay_status", args=[order.code]),
    }


def _form(order: Order) -> PayForm:
    """The number of whoever ordered, and the way to pay that its network answers to."""
    methods = methods_for(order)
    network = network_of(order.phone)
    offered = {method.method for method in methods}
    initial = {"payer_phone": order.phone, "method": network if network in offered else None}
    return PayForm(initial=initial, methods=methods)


def _context_for_other(
    order: Order, code: str, form: PayForOtherForm | None = None
) -> dict[str, Any]:
    standing = pay_standing(order, timezone.now())
    if not standing.is_by_other:
        # Why somebody else's phone said no is nobody's business here.
        standing = dataclasses.replace(standing, problem="")
    return {
        "standing": standing,
        "form": form or PayForOtherForm(methods=methods_for(order, is_guest_payer=True)),
        "meals": [(line.quantity, line.shown_name) for line in order.lines.all()],
        # A first name: whoever was sent the link knows the rest.
        "asks": order.customer_name.split()[0] if order.customer_name.split() else "",
        "where": kind_of_place(order),
        "pay_url": reverse("pay_for_other", args=[code]),
        "status_url": reverse("pay_for_other_status", args=[code]),
        "is_other": True,
    }


def _order_of_link(code: str) -> Order:
    """Http404 for a link that never was, is over, or was taken back: the three look alike."""
    link = (
        PayLink.objects.filter(code=code, revoked_at=None, expires_at__gt=timezone.now())
        .select_related("order")
        .first()
    )
    if link is None:
        raise Http404
    return order_by_code(link.order.code)


def _is_known(request: HttpRequest, standing: PayStanding) -> bool:
    return request.headers.get("If-None-Match") == standing.etag


def _fragment(
    request: HttpRequest, standing: PayStanding, context: dict[str, Any], leads_to: str = ""
) -> HttpResponse:
    if not context:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = render(request, "orders/_pay.html", context)
        response.headers["X-Final"] = "yes" if standing.is_final else "no"
        if standing.is_final and leads_to:
            response.headers["X-Leads-To"] = leads_to
    response.headers["ETag"] = standing.etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response
