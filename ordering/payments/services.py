"""The one place where money is recorded. States move by conditional updates; events are added."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.orders.services import move_order, promise_anew
from ordering.orders.states import PaymentState, Role, State
from site_core.base.codes import random_code
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf
from site_core.users.models import User

from .gateways import get_gateway
from .locks import lock_money
from .models import OPEN, Method, Payment, PaymentEvent, Status
from .problems import Problem
from .selectors import kept, owed

# A provider that never heard of an attempt is asked about it this soon.
FIRST_LOOK = dt.timedelta(seconds=10)
# How long a payment that failed is looked into again when its provider calls.
LATE_DAYS = 30
WRITES_A_CODE = frozenset({Method.BY_HAND, Method.BANK})
NOT_PAID = (PaymentState.UNPAID, PaymentState.PENDING, PaymentState.FAILED)


class WrongAmount(DomainError):
    """The money that was counted is not the money that is owed."""


class AlreadyDecided(DomainError):
    """Somebody else has said what became of this payment, or nobody has to."""


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
    asks_phone = get_gateway(method).asks_phone
    payment = Payment.objects.create(
        order=order,
        method=method,
        amount=order.total if amount is None else amount,
        transfer_code=_transfer_code() if method in WRITES_A_CODE else None,
        payer_phone=payer_phone,
        payer_name=payer_name,
        created_at=now,
        expires_at=expires_at,
        next_poll_at=now + FIRST_LOOK if asks_phone else None,
    )
    _add_event(payment, Status.PENDING, None, "", now)
    if method != Method.CASH:
        _say(order.pk, PaymentState.PENDING)
    return payment


def _transfer_code() -> str:
    """Short enough to be typed into a transfer, and written by one payment only."""
    while True:
        code = f"D{random_code(5).upper()}"
        if not Payment.objects.filter(transfer_code=code).exists():
            return code


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
    Raises IntegrityError when another payment has this number of the provider.
    """
    changes: dict[str, Any] = {"status": Status.SUCCEEDED, "settled_at": now, "problem": ""}
    if received is not None:
        changes["amount"] = received
    if provider_id:
        changes["provider_id"] = provider_id
    with transaction.atomic():
        # Two payments of one order are counted one after the other: each would otherwise miss
        # the other's money.
        order = lock_money(payment.order_id)
        won = (
            Payment.objects.filter(pk=payment.pk)
            .exclude(status=Status.SUCCEEDED)
            .update(**changes, next_poll_at=None)
        )
        if not won:
            return False
        _add_event(payment, Status.SUCCEEDED, actor, detail, now)
        _credit_order(order, payment, now)
    return True


def _credit_order(order: Order, payment: Payment, now: dt.datetime) -> None:
    """The order is paid once everything has arrived. Inside the transaction of the payment."""
    surplus = kept(order) - order.total
    if surplus > 0 or order.state == State.CANCELLED:
        Payment.objects.filter(pk=payment.pk).update(loose_since=now)
    if surplus < 0:
        return
    # A refund that was made before stays said.
    Order.objects.filter(pk=order.pk, payment_state__in=NOT_PAID).update(
        payment_state=PaymentState.PAID, payment_method=payment.method
    )
    close_open_payments(order=order, problem=Problem.REPLACED, actor=None, now=now)
    if order.state == State.PENDING:
        promise_anew(order=order, now=now)
        move_order(order=order, to=order.state_once_paid, role=Role.SYSTEM, actor=None, now=now)


def refuse(
    *,
    payment: Payment,
    now: dt.datetime,
    detail: str = "",
    problem: Problem = Problem.REFUSED,
    actor: User | None = None,
) -> bool:
    """Record that an attempt failed; True the first time. Money that has arrived stays."""
    with transaction.atomic():
        lock_money(payment.order_id)
        won = (
            Payment.objects.filter(pk=payment.pk)
            .exclude(status__in=[Status.SUCCEEDED, Status.FAILED])
            .update(status=Status.FAILED, problem=problem, next_poll_at=None)
        )
        if not won:
            # Watched after all: whoever was asked has given the last answer.
            Payment.objects.filter(pk=payment.pk, status=Status.FAILED).update(next_poll_at=None)
            if _nothing_is_under_way(payment.order_id):
                Order.objects.filter(
                    pk=payment.order_id, payment_state=PaymentState.PENDING
                ).update(payment_state=PaymentState.FAILED)
            return False
        _add_event(payment, Status.FAILED, actor, detail or problem.value, now)
        if _nothing_is_under_way(payment.order_id):
            _say(payment.order_id, PaymentState.FAILED)
    return True


def _nothing_is_under_way(order_id: int) -> bool:
    under_way = Payment.objects.filter(order=order_id, status__in=[*OPEN, Status.REVIEW])
    return not under_way.exclude(method=Method.CASH).exists()


def doubt(*, payment: Payment, now: dt.datetime, detail: str) -> bool:
    """What is reported is not what was asked for: not paid, and a person decides."""
    with transaction.atomic():
        lock_money(payment.order_id)
        won = Payment.objects.filter(
            pk=payment.pk, status__in=[Status.PENDING, Status.UNKNOWN, Status.FAILED]
        ).update(status=Status.REVIEW, next_poll_at=None)
        if not won:
            return False
        _add_event(payment, Status.REVIEW, None, detail, now)
        _say(payment.order_id, PaymentState.PENDING)
    return True


def note_progress(*, payment: Payment, status: Status, now: dt.datetime, detail: str) -> None:
    """Pending or unknown: an event when it changes, nothing when it is heard again."""
    with transaction.atomic():
        other = Status.UNKNOWN if status == Status.PENDING else Status.PENDING
        changed = Payment.objects.filter(pk=payment.pk, status=other).update(status=status)
        if changed:
            _add_event(payment, status, None, detail, now)


def take_hint(*, method: str, reference: uuid.UUID, now: dt.datetime) -> bool:
    """A provider called: look into it at once. False when nothing waits for such a call.

    Changes when the provider is asked, never what is known: forged or repeated, it costs a question.
    """
    return bool(
        Payment.objects.filter(
            reference=reference,
            method=method,
            status__in=[Status.PENDING, Status.UNKNOWN, Status.FAILED],
            created_at__gte=now - dt.timedelta(days=LATE_DAYS),
        ).update(next_poll_at=now)
    )


def confirm_by_hand(
    *, payment: Payment, received: int, provider_id: str, actor: User, now: dt.datetime
) -> None:
    """Staff saw `received` RWF arrive. Raises AlreadyDecided or WrongAmount, changing nothing."""
    _check_is_for_people(payment)
    if received <= 0:
        raise WrongAmount(_("Please enter the amount that arrived."))
    detail = "confirmed by hand"
    if received != payment.amount:
        detail = f"confirmed by hand: {received} for {payment.amount}"
    try:
        with transaction.atomic():
            won = settle(
                payment=payment,
                actor=actor,
                now=now,
                detail=detail,
                received=received,
                provider_id=provider_id,
            )
    except IntegrityError:
        raise AlreadyDecided(
            _("This transfer was used to confirm another payment already.")
        ) from None
    if not won:
        raise AlreadyDecided(_("Somebody has confirmed this payment in the meantime."))


def refuse_by_hand(*, payment: Payment, reason: str, actor: User, now: dt.datetime) -> None:
    """Staff found no money. Raises AlreadyDecided, changing nothing."""
    _check_is_for_people(payment)
    if not refuse(payment=payment, now=now, detail=reason, problem=Problem.NOT_FOUND, actor=actor):
        raise AlreadyDecided(_("Somebody has decided this payment in the meantime."))


def is_for_people(payment: Payment) -> bool:
    """Whether staff say what became of it: made by hand and not received, or in doubt."""
    by_hand = payment.method in WRITES_A_CODE and payment.status != Status.SUCCEEDED
    return by_hand or payment.status == Status.REVIEW


def _check_is_for_people(payment: Payment) -> None:
    if not is_for_people(payment):
        raise AlreadyDecided(_("Nobody has to decide this payment."))


def collect_cash(*, order: Order, amount: int, actor: User | None, now: dt.datetime) -> bool:
    """The courier counted `amount` RWF at hand-over. Raises WrongAmount unless it is what is owed.

    Safe to repeat: an order that is paid stays paid, once. What was to be paid another way and was
    not is paid here too.
    """
    due = owed(order) if order.payment_state in NOT_PAID else 0
    if not due:
        return False
    if amount != due:
        raise WrongAmount(
            _("%(counted)s was entered, but %(owed)s has to be paid.")
            % {"counted": format_rwf(amount), "owed": format_rwf(due)}
        )
    with transaction.atomic():
        lock_money(order.pk)
        cash = order.payments.filter(method=Method.CASH, status__in=OPEN).order_by("-pk").first()
        if cash is None:
            cash = start_payment(order=order, method=Method.CASH, now=now, amount=due)
        assert cash is not None
        return settle(payment=cash, actor=actor, now=now, detail="cash", received=due)


def void_open_payments(*, order: Order, actor: User | None, now: dt.datetime) -> None:
    """A cancelled order expects no more money. Safe to repeat."""
    close_open_payments(order=order, problem=Problem.CANCELLED, actor=actor, now=now)


def close_open_payments(
    *, order: Order, problem: Problem, actor: User | None, now: dt.datetime
) -> None:
    """Nobody waits for the open attempts of an order any more. Safe to repeat.

    A provider that was asked is still watched: its money may come all the same.
    """
    with transaction.atomic():
        for payment in order.payments.filter(status__in=OPEN).order_by("pk"):
            won = Payment.objects.filter(pk=payment.pk, status=payment.status).update(
                status=Status.FAILED, problem=problem
            )
            if won:
                _add_event(payment, Status.FAILED, actor, problem.value, now)


def _say(order_id: int, state: PaymentState) -> None:
    """How paying goes, on the order; what is paid or was given back is not talked over."""
    Order.objects.filter(pk=order_id, payment_state__in=NOT_PAID).update(payment_state=state)


def _add_event(
    payment: Payment, status: str, actor: User | None, detail: str, now: dt.datetime
) -> None:
    PaymentEvent.objects.create(
        payment=payment, status=status, actor=actor, detail=detail[:200], at=now
    )
