"""Paying for an order that waits: try again, another number, another way, or somebody else."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.orders.services import move_order, promise_anew
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.asking import request_payment
from ordering.payments.locks import lock_money
from ordering.payments.methods import OfferedMethod, check_payer, choose, offered_methods
from ordering.payments.models import OPEN, Method, Payment, Status
from ordering.payments.problems import Problem
from ordering.payments.selectors import owed
from ordering.payments.services import NOT_PAID, close_open_payments, start_payment
from site_core.base.errors import DomainError

from .payable import hold_of

# Attempts for one order: each may ring a phone.
MAX_ATTEMPTS = 10


class NothingToPay(DomainError):
    """The order is paid, cancelled, or waits for a person to decide."""


class TooManyAttempts(DomainError):
    """No more phones are rung for this order."""


def methods_for(order: Order, *, is_guest_payer: bool = False) -> list[OfferedMethod]:
    """What can be chosen to pay for an order that waits. Cash is for whoever takes the meal,
    so a plan is not paid with it: it is paid before the first meal."""
    offered = offered_methods(zone=order.zone, amount=owed(order))
    if is_guest_payer or order.kind == Order.Kind.PLAN:
        return [method for method in offered if method.method != Method.CASH]
    return offered


def pay(
    *, order: Order, method: str, payer_phone: str, now: dt.datetime, payer_name: str = ""
) -> Payment | None:
    """Begin a new attempt to pay for an order; None when it is to be paid at the door instead.

    Safe to repeat: while a phone is being asked, asking it again finds that attempt. Raises
    NotOffered, WrongPayer, NothingToPay or TooManyAttempts and changes nothing.
    """
    chosen = choose(methods_for(order, is_guest_payer=bool(payer_name)), method)
    check_payer(method, payer_phone)
    phone = chosen.payer(payer_phone)
    try:
        with transaction.atomic():
            payment, is_new = _begin(order, chosen, phone, payer_name, now)
    except IntegrityError:
        # A second tap in the same moment: the first one's attempt stands.
        return order.payments.filter(method=method, payer_phone=phone, status__in=OPEN).first()
    if payment is not None and is_new:
        request_payment(payment=payment, now=now)
    return payment


def _begin(
    order: Order, chosen: OfferedMethod, phone: str, payer_name: str, now: dt.datetime
) -> tuple[Payment | None, bool]:
    """The attempt, and whether it is a new one. The locks stop an order from expiring meanwhile."""
    order = lock_money(order.pk)
    if order.payments.filter(status=Status.REVIEW).exists():
        raise NothingToPay(_("We are looking at your payment by hand. Please do not pay again."))
    amount = owed(order)
    if not order.is_open or order.payment_state not in NOT_PAID or amount == 0:
        raise NothingToPay(_("Nothing has to be paid for this order any more."))
    same = order.payments.filter(method=chosen.method, payer_phone=phone, status__in=OPEN).first()
    if same is not None:
        return same, False
    if order.payments.count() >= MAX_ATTEMPTS:
        raise TooManyAttempts(
            _("We asked for this payment very often. Please order again, or get in touch.")
        )
    close_open_payments(order=order, problem=Problem.REPLACED, actor=None, now=now)
    Order.objects.filter(pk=order.pk).update(payment_method=chosen.method)
    payment = start_payment(
        order=order,
        method=chosen.method,
        now=now,
        amount=amount,
        payer_phone=phone,
        payer_name=payer_name,
        expires_at=hold_of(order, chosen, now),
    )
    if chosen.gateway.order_state != State.CONFIRMED:
        return payment, True
    Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.UNPAID)
    if order.state == State.PENDING:
        promise_anew(order=order, now=now)
        move_order(order=order, to=State.CONFIRMED, role=Role.SYSTEM, actor=None, now=now)
    return None, False
