"""Orders that nobody paid in time, and money that came for orders that no longer wait for it."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.catalogue.services import SoldOut
from ordering.delivery.schedule import today
from ordering.delivery.selectors import kitchen_state
from ordering.delivery.services import SlotFull
from ordering.orders.models import Order
from ordering.orders.services import (
    MoveRefused,
    OrderChangedMeanwhile,
    move_order,
    promise_anew,
    take_hold_again,
)
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.locks import lock_money
from ordering.payments.messages import remind_to_pay
from ordering.payments.methods import LONGEST_HOLD
from ordering.payments.models import Payment, Status
from ordering.payments.selectors import hold_ends, kept
from ordering.promotions.services import claim_again
from ordering.refunds.services import open_refund_task
from site_core.base.errors import DomainError

from .services import cancel_order

logger = logging.getLogger(__name__)

BATCH = 100
# Whoever has not paid by then left the page: a message with the link brings them back.
REMIND_AFTER = dt.timedelta(minutes=3)
# A kitchen needs this long where the zone does not say.
COOKING_MINUTES = 30


class StillWaiting(DomainError):
    """The customer has just begun another attempt to pay."""


class TooLate(DomainError):
    """The meal can no longer be cooked for the time it was ordered for."""


def expire_unpaid(now: dt.datetime) -> int:
    """Cancel the orders whose wait for money is over; returns how many. Safe to repeat.

    What a person has to decide waits for that person.
    """
    doubted = Payment.objects.filter(order=OuterRef("pk"), status=Status.REVIEW)
    over = Q(ends__lte=now) | Q(ends=None, placed_at__lte=now - LONGEST_HOLD)
    waiting = (
        Order.objects.filter(state=State.PENDING)
        .annotate(ends=Max("payments__expires_at"))
        .filter(over)
        .exclude(Exists(doubted))
        .order_by("pk")[:BATCH]
    )
    return sum(_expire(order, now) for order in waiting)


def _expire(order: Order, now: dt.datetime) -> bool:
    with override(order.language):
        reason = _("It was not paid in time.")
    try:
        with transaction.atomic():
            cancel_order(order=order, role=Role.SYSTEM, actor=None, now=now, reason=reason)
            ends = hold_ends(order)
            if ends is not None and ends > now:
                raise StillWaiting
    except (MoveRefused, OrderChangedMeanwhile, StillWaiting):
        return False
    return True


def remind_unpaid(now: dt.datetime) -> None:
    """Send the link once to whoever left without paying, while there is still time to pay."""
    waiting = (
        Order.objects.filter(state=State.PENDING, placed_at__lte=now - REMIND_AFTER)
        .annotate(ends=Max("payments__expires_at"))
        .filter(ends__gt=now + REMIND_AFTER)
        .order_by("pk")[:BATCH]
    )
    for order in waiting:
        remind_to_pay(order, until=order.ends, now=now)


def place_loose_money(now: dt.datetime) -> int:
    """Find a use for money that no order waits for; returns for how much of it. Safe to repeat."""
    loose = Payment.objects.filter(loose_since__isnull=False).order_by("loose_since", "pk")
    return sum(_place(payment, now) for payment in loose.select_related("order")[:BATCH])


def _place(payment: Payment, now: dt.datetime) -> bool:
    """Revive the order, or ask a person to give the money back. Once: the mark is taken with it."""
    try:
        with transaction.atomic():
            order = lock_money(payment.order_id)
            if not _unmark(payment):
                return False
            revive_order(order=order, now=now)
            return True
    except (TooLate, SlotFull, SoldOut) as refusal:
        logger.info("order %s is not revived: %s", payment.order_id, type(refusal).__name__)
    with transaction.atomic():
        order = lock_money(payment.order_id)
        if not _unmark(payment):
            return False
        _ask_for_refund(order, payment, now)
    return True


def _unmark(payment: Payment) -> bool:
    return bool(
        Payment.objects.filter(pk=payment.pk, loose_since__isnull=False).update(loose_since=None)
    )


def _ask_for_refund(order: Order, payment: Payment, now: dt.datetime) -> None:
    if order.state == State.CANCELLED:
        amount = min(payment.amount - payment.refunded, kept(order))
        reason = _("Paid after the order was cancelled.")
    else:
        amount = min(payment.amount - payment.refunded, kept(order) - order.total)
        reason = _("Paid more than the order costs.")
    if amount > 0:
        open_refund_task(
            order=order,
            amount=amount,
            reason=reason,
            now=now,
            unique_key=f"loose:{payment.reference}",
        )


def revive_order(*, order: Order, now: dt.datetime) -> None:
    """An order that expired unpaid was paid after all: take portions and slot again and cook it.

    Inside the transaction of whoever holds the locks of its money. Raises TooLate, SlotFull or
    SoldOut, which undo that transaction.
    """
    if not _can_be_revived(order, now):
        raise TooLate
    move_order(order=order, to=order.state_once_paid, role=Role.SYSTEM, actor=None, now=now)
    promise_anew(order=order, now=now)
    take_hold_again(order=order)
    # Last, as in placing: a coupon that others used up meanwhile undoes it all.
    if not claim_again(token=order.checkout_token, now=now):
        raise TooLate


def _can_be_revived(order: Order, now: dt.datetime) -> bool:
    """Expired by the house, paid in full, nothing of it given away since, and time to cook."""
    if order.state != State.CANCELLED or order.payment_state != PaymentState.PAID:
        return False
    # Store credit that was given back on cancelling may be spent by now: a person decides.
    if kept(order) < order.total or order.credit:
        return False
    last = order.events.order_by("-at", "-pk").first()
    if last is None or last.role != Role.SYSTEM:
        return False
    if order.kind == Order.Kind.PLAN:
        # Nothing was taken for it that could be gone; its meals begin when it is paid.
        return True
    lines = order.lines.select_related("item")
    if any(
        line.item is None or not line.item.is_listed or line.item.is_sold_out(now) for line in lines
    ):
        return False
    if order.is_asap:
        return order.slot_day.date == today(now) and kitchen_state(now).is_open
    needed = order.zone.promise_minutes if order.zone else COOKING_MINUTES
    return now + dt.timedelta(minutes=needed) <= order.promised_until
