"""The steps of cook and courier: each moves one order, checked against what they saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile, move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.models import Status
from ordering.payments.services import collect_cash
from site_core.base.errors import DomainError
from site_core.users.models import User

from .steps import BACK, FORWARD


class StaleTap(DomainError):
    """The order is no longer as the screen showed it; nothing was changed."""


def cook_step(
    *, order: Order, to: State, seen_version: int, actor: User, now: dt.datetime
) -> Order:
    """Start, ready, or one step back, as long as the order is as the cook saw it.

    Safe to repeat: the same tap again finds the order where it put it and changes nothing, so a
    tablet may send it anew when it never heard the answer. Raises StaleTap or MoveRefused.
    """
    if order.version == seen_version + 1 and order.state == to:
        return order
    if order.version != seen_version:
        raise _stale(order)
    if FORWARD.get(order.state) != to and BACK.get(order.state) != to:
        raise MoveRefused(_("The kitchen cannot take this step."))
    try:
        return move_order(
            order=order, to=to, role=Role.KITCHEN, actor=actor, now=now, seen_version=seen_version
        )
    except OrderChangedMeanwhile as change:
        order.refresh_from_db()
        raise _stale(order) from change


def _stale(order: Order) -> StaleTap:
    return StaleTap(
        _("Somebody was faster: #%(number)s is already “%(state)s”.")
        % {"number": order.number, "state": order.get_state_display()}
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """Which orders a courier got, and the numbers of those that went to somebody else."""

    orders: tuple[Order, ...]
    missed: tuple[int, ...]


def take_orders(*, orders: Iterable[Order], courier: User, now: dt.datetime) -> Taken:
    """Take ready orders out. Each in a transaction of its own: one that is gone stops no other.

    The conditional update of the state inside `move_order` lets one of two couriers win. Safe to
    repeat: what this courier carries already counts as taken.
    """
    taken: list[Order] = []
    missed: list[int] = []
    for order in orders:
        try:
            taken.append(_take(order, courier, now))
        except (MoveRefused, OrderChangedMeanwhile):
            missed.append(order.number)
    return Taken(tuple(taken), tuple(missed))


def _take(order: Order, courier: User, now: dt.datetime) -> Order:
    if order.state == State.OUT_FOR_DELIVERY and order.courier_id == courier.pk:
        return order
    with transaction.atomic():
        moved = move_order(
            order=order, to=State.OUT_FOR_DELIVERY, role=Role.DELIVERY, actor=courier, now=now
        )
        _carried_by(moved, courier)
    return moved


def put_back(*, order: Order, actor: User, now: dt.datetime) -> Order:
    """Back to the pass, free for any courier. Safe to repeat."""
    if order.state == State.READY:
        return order
    with transaction.atomic():
        moved = move_order(order=order, to=State.READY, role=Role.DELIVERY, actor=actor, now=now)
        _carried_by(moved, None)
    return moved


def _carried_by(order: Order, courier: User | None) -> None:
    Order.objects.filter(pk=order.pk).update(courier=courier)
    order.courier = courier


def cash_due(order: Order) -> int:
    """What the courier has to collect, in RWF: whatever of the total did not arrive yet.

    Reads the payments of the order; lists prefetch them.
    """
    if order.payment_state not in {PaymentState.UNPAID, PaymentState.PENDING, PaymentState.FAILED}:
        return 0
    arrived = [pay for pay in order.payments.all() if pay.status == Status.SUCCEEDED]
    return max(0, order.total - sum(pay.amount - pay.refunded for pay in arrived))


def hand_over(*, order: Order, cash: int, actor: User, now: dt.datetime) -> Order:
    """The meal is with whoever ordered it and `cash` RWF were counted: both or neither is kept.

    Safe to repeat: an order that was handed over stays so, and is paid once. Raises WrongAmount,
    MoveRefused or OrderChangedMeanwhile and changes nothing.
    """
    if order.state == State.DELIVERED:
        return order
    with transaction.atomic():
        if cash_due(order):
            collect_cash(order=order, amount=cash, actor=actor, now=now)
        return move_order(order=order, to=State.DELIVERED, role=Role.DELIVERY, actor=actor, now=now)


def could_not_hand_over(*, order: Order, reason: str, actor: User, now: dt.datetime) -> Order:
    """Nobody took the meal. `reason` is a sentence that the customer reads. Safe to repeat."""
    if order.state == State.FAILED:
        return order
    return move_order(
        order=order, to=State.FAILED, role=Role.DELIVERY, actor=actor, now=now, reason=reason
    )
