"""What a change means for money: the rest is asked for by the order's method, too much goes back."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from ordering.credit.services import give_back
from ordering.loyalty.services import settle_order
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.asking import request_payment
from ordering.payments.locks import lock_money
from ordering.payments.models import Payment
from ordering.payments.selectors import kept
from ordering.payments.services import start_payment, void_open_payments
from ordering.refunds.services import refund_order
from site_core.users.models import User

from .models import OrderChange


def stop_asking(*, order: Order, actor: User | None, now: dt.datetime) -> None:
    """Nobody shall pay the old amount any more. First in the transaction: money is locked first."""
    lock_money(order.pk)
    void_open_payments(order=order, actor=actor, now=now)


def settle_difference(
    *, order: Order, change: OrderChange, actor: User | None, now: dt.datetime
) -> Payment | None:
    """The attempt for what is owed now, or what was paid too much on its way back.

    Inside the transaction of the change; the attempt is asked for after it.
    """
    _return_credit(order, change, actor, now)
    settle_order(order=order, now=now)
    owed = order.total - kept(order)
    if owed > 0:
        return _ask(order, owed, now)
    if order.payment_state != PaymentState.PAID:
        Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.PAID)
    if order.state == State.PENDING:
        move_order(order=order, to=State.CONFIRMED, role=Role.SYSTEM, actor=actor, now=now)
    if owed < 0:
        refund_order(
            order=order,
            amount=-owed,
            reason=_("The order was changed and costs less."),
            actor=None,
            now=now,
            unique_key=_key(change),
        )
    return None


def ask_for_difference(*, payment: Payment | None, now: dt.datetime) -> None:
    """Outside of any transaction, for a provider may take its time."""
    if payment is not None:
        request_payment(payment=payment, now=now)


def _ask(order: Order, owed: int, now: dt.datetime) -> Payment | None:
    Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.UNPAID)
    before = order.payments.order_by("-pk").first()
    return start_payment(
        order=order,
        method=order.payment_method,
        amount=owed,
        payer_phone=before.payer_phone if before else "",
        expires_at=before.expires_at if before and order.state == State.PENDING else None,
        now=now,
    )


def _return_credit(order: Order, change: OrderChange, actor: User | None, now: dt.datetime) -> None:
    """Store credit pays no more than the order costs; what it paid beyond that comes back."""
    surplus = change.before["credit"] - change.before.get("points_credit", 0) - order.store_credit
    if surplus > 0:
        give_back(
            order=order,
            amount=surplus,
            unique_key=_key(change),
            reason="",
            now=now,
            actor=actor,
        )


def _key(change: OrderChange) -> str:
    return f"change:{change.order.code}:{change.version}"
