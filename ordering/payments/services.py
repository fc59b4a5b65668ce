"""The one place where money is recorded. States move by conditional updates; events are added."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf
from site_core.users.models import User

from .gateways import Answer, get_gateway
from .models import Payment, PaymentEvent, Status


class WrongAmount(DomainError):
    """The money that was counted is not the money that is owed."""


def start_payment(*, order: Order, method: str, now: dt.datetime) -> Payment | None:
    """Save an attempt with its reference, before anybody outside is asked.

    An order that costs nothing needs no payment: it is paid at once and None is returned. Must run
    inside the transaction of what is paid for.
    """
    if order.total == 0:
        Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.PAID)
        return None
    payment = Payment.objects.create(order=order, method=method, amount=order.total, created_at=now)
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


def refuse(*, payment: Payment, now: dt.datetime, detail: str = "") -> bool:
    """Record that an attempt failed; True the first time. Money that has arrived stays."""
    with transaction.atomic():
        won = Payment.objects.filter(
            pk=payment.pk, status__in=[Status.PENDING, Status.UNKNOWN]
        ).update(status=Status.FAILED)
        if not won:
            return False
        PaymentEvent.objects.create(
            payment=payment, status=Status.FAILED, detail=detail[:200], at=now
        )
        Order.objects.filter(pk=payment.order_id).update(payment_state=PaymentState.FAILED)
    return True


def settle(*, payment: Payment, actor: User | None, now: dt.datetime, detail: str = "") -> bool:
    """Record that the money of an attempt arrived; True the first time, False when repeated.

    The conditional update lets one of several tellers win; order and payment change together.
    """
    with transaction.atomic():
        won = (
            Payment.objects.filter(pk=payment.pk)
            .exclude(status=Status.SUCCEEDED)
            .update(status=Status.SUCCEEDED, settled_at=now)
        )
        if not won:
            return False
        PaymentEvent.objects.create(
            payment=payment, status=Status.SUCCEEDED, actor=actor, detail=detail, at=now
        )
        Order.objects.filter(pk=payment.order_id).update(payment_state=PaymentState.PAID)
    return True


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
    """A cancelled order expects no more money. Safe to repeat."""
    with transaction.atomic():
        for payment in order.payments.filter(status__in=[Status.PENDING, Status.UNKNOWN]):
            won = Payment.objects.filter(pk=payment.pk, status=payment.status).update(
                status=Status.FAILED
            )
            if won:
                PaymentEvent.objects.create(
                    payment=payment, status=Status.FAILED, actor=actor, detail="cancelled", at=now
                )
