"""The one place where money is recorded. States move by conditional updates; events are added."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import PaymentState, Role, State
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf
from site_core.users.models import User

from .gateways import Answer, get_gateway
from .models import OPEN, Payment, PaymentEvent, Status
from .selectors import captured


class WrongAmount(DomainError):
    """The money that was counted is not the money that is owed."""


def start_payment(
    *,
    order: Order,
    method: str,
    now: dt.datetime,
    amount: int | None = None,
    payer_phone: str = "",
    payer_name: str = "",
    expires_at: dt.datetime | None = None,
) -> Payment | None:
    """Save an attempt with its reference, before anybody outside is asked.

    `amount` in RWF, the whole total where none is given. An order that costs nothing needs no
    payment: it is paid at once and None is returned. Must run inside the transaction of what is
    paid for. Raises IntegrityError when this phone is being asked for this order already.
    """
    if order.total == 0:
        Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.PAID)
        return None
    payment = Payment.objects.create(
        order=order,
        method=method,
        amount=order.total if amount is None else amount,
        payer_phone=payer_phone,
        payer_name=payer_name,
        created_at=now,
        expires_at=expires_at,
    )
    PaymentEvent.objects.create(payment=payment, status=Status.PENDING, at=now)
    return payment


def request_payment(*, payment: Payment, now: dt.datetime) -> Answer:
    """Ask the gateway of an attempt for the money, and record what it answers.

    Never inside a transaction: a provider may take its time. An answer that is still open changes
    nothing; polling or a person will tell.
    """
    answer = get_gateway(payment.method).initiate(payment)
    if answer.status == Status.SUCCEEDED:
        settle(payment=payment, actor=None, now=now, detail=answer.detail)
    elif answer.status == Status.FAILED:
        refuse(payment=payment, now=now, detail=answer.detail)
    return answer


def refuse(
    *, payment: Payment, now: dt.datetime, detail: str = "", actor: User | None = None
) -> bool:
    """Record that an attempt failed; True the first time. Money that has arrived stays."""
    with transaction.atomic():
        won = (
            Payment.objects.filter(pk=payment.pk)
            .exclude(status__in=[Status.SUCCEEDED, Status.FAILED])
            .update(status=Status.FAILED, next_poll_at=None)
        )
        if not won:
            return False
        _add_event(payment, Status.FAILED, actor, detail, now)
        others = Payment.objects.filter(order=payment.order_id, status__in=OPEN)
        unpaid = Order.objects.filter(
            pk=payment.order_id, payment_state__in=[PaymentState.UNPAID, PaymentState.PENDING]
        )
        if not others.exists():
            unpaid.update(payment_state=PaymentState.FAILED)
    return True


def settle(
    *,
    payment: Payment,
    actor: User | None,
    now: dt.datetime,
    detail: str = "",
    received: int | None = None,
    provider_id: str = "",
) -> bool:
    """Record that the money of an attempt arrived; True the first time, False when repeated.

    `received` RWF where it is not the amount that was asked for. Money is recorded whatever became
    of the attempt or the order: what an order has no use for is marked loose, and checkout finds
    it a use. The conditional update lets one of several tellers win; the order changes with it.
    """
    changes: dict[str, object] = {"status": Status.SUCCEEDED, "settled_at": now}
    if received is not None:
        changes["amount"] = received
    if provider_id:
        changes["provider_id"] = provider_id
    with transaction.atomic():
        won = (
            Payment.objects.filter(pk=payment.pk)
            .exclude(status=Status.SUCCEEDED)
            .update(**changes, next_poll_at=None)
        )
        if not won:
            return False
        _add_event(payment, Status.SUCCEEDED, actor, detail, now)
        _credit_order(payment, now)
    return True


def _credit_order(payment: Payment, now: dt.datetime) -> None:
    """The order is paid once everything has arrived. Inside the transaction of the payment.

    The lock lets two payments of one order be counted one after the other: each would otherwise
    miss the other's money.
    """
    order = Order.objects.select_for_update().get(pk=payment.order_id)
    surplus = captured(order) - order.total
    if surplus > 0 or order.state == State.CANCELLED:
        Payment.objects.filter(pk=payment.pk).update(loose_since=now)
    if surplus < 0:
        return
    # A refund that was made before stays said.
    Order.objects.filter(
        pk=order.pk,
        payment_state__in=[PaymentState.UNPAID, PaymentState.PENDING, PaymentState.FAILED],
    ).update(payment_state=PaymentState.PAID)
    if order.state == State.PENDING:
        move_order(order=order, to=State.CONFIRMED, role=Role.SYSTEM, actor=None, now=now)


def _add_event(
    payment: Payment, status: str, actor: User | None, detail: str, now: dt.datetime
) -> None:
    PaymentEvent.objects.create(
        payment=payment, status=status, actor=actor, detail=detail[:200], at=now
    )


def collect_cash(*, order: Order, amount: int, actor: User | None, now: dt.datetime) -> bool:
    """The courier counted `amount` RWF at hand-over. Raises WrongAmount unless it is the total.

    Safe to repeat: an order that is paid stays paid, once.
    """
    payment = order.payments.exclude(status=Status.FAILED).order_by("-pk").first()
    if payment is None:
        return False
    if payment.status == Status.SUCCEEDED:
        return False
    if amount != payment.amount:
        raise WrongAmount(
            _("%(counted)s was entered, but %(owed)s has to be paid.")
            % {"counted": format_rwf(amount), "owed": format_rwf(payment.amount)}
        )
    return settle(payment=payment, actor=actor, now=now, detail="cash")


def void_open_payments(*, order: Order, actor: User | None, now: dt.datetime) -> None:
    """A cancelled order expects no more money. Safe to repeat.

    A provider that was asked is still watched: its money may come all the same.
    """
    with transaction.atomic():
        for payment in order.payments.filter(status__in=OPEN):
            won = Payment.objects.filter(pk=payment.pk, status=payment.status).update(
                status=Status.FAILED
            )
            if won:
                _add_event(payment, Status.FAILED, actor, "cancelled", now)
