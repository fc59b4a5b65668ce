"""The state machine as a table: every pair of states, every role."""

from __future__ import annotations

import itertools

import pytest

from ordering.orders.models import Order, OrderEvent
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile, move_order
from ordering.orders.states import MOVES, Role, State, may_move
from ordering.testing import NOON, make_order
from site_core.notifications.models import OutboxMessage

C, K, D, S, Y = Role.CUSTOMER, Role.KITCHEN, Role.DELIVERY, Role.SUPPORT, Role.SYSTEM

# Written out a second time, by hand: a slip in the one table shows against the other.
ALLOWED = {
    ("pending", "confirmed"): {Y, S},
    # A plan that is paid is handed over by being paid.
    ("pending", "delivered"): {Y},
    ("pending", "cancelled"): {C, S, Y},
    ("confirmed", "preparing"): {K},
    ("confirmed", "cancelled"): {C, S, Y},
    ("preparing", "ready"): {K},
    ("preparing", "confirmed"): {K},
    ("preparing", "cancelled"): {S},
    ("ready", "out_for_delivery"): {D},
    ("ready", "preparing"): {K},
    ("ready", "cancelled"): {S},
    ("out_for_delivery", "delivered"): {D},
    ("out_for_delivery", "failed"): {D, S},
    ("out_for_delivery", "ready"): {D},
    ("out_for_delivery", "cancelled"): {S},
    ("failed", "out_for_delivery"): {D, S},
    ("failed", "cancelled"): {S},
    ("cancelled", "confirmed"): {Y},
    ("cancelled", "delivered"): {Y},
}
REASON_NEEDED = {
    ("preparing", "cancelled"),
    ("ready", "cancelled"),
    ("out_for_delivery", "cancelled"),
    ("out_for_delivery", "failed"),
    ("failed", "cancelled"),
}


@pytest.mark.parametrize(("current", "target"), list(itertools.product(State.values, State.values)))
def test_every_pair_of_states_is_open_to_exactly_these_roles(current: str, target: str) -> None:
    may = {role for role in Role if may_move(current, target, role)}
    assert may == ALLOWED.get((current, target), set())


def test_moves_that_hurt_somebody_must_be_explained() -> None:
    assert {pair for pair, move in MOVES.items() if move.needs_reason} == REASON_NEEDED


@pytest.mark.django_db
def test_step_writes_event_version_and_message_together() -> None:
    order = make_order()
    move_order(order=order, to=State.PREPARING, role=K, actor=None, now=NOON)
    move_order(order=order, to=State.READY, role=K, actor=None, now=NOON)
    move_order(order=order, to=State.OUT_FOR_DELIVERY, role=D, actor=None, now=NOON)
    order.refresh_from_db()
    assert (order.state, order.version) == (State.OUT_FOR_DELIVERY, 4)
    assert list(order.events.order_by("pk").values_list("from_state", "to_state", "role")) == [
        ("", "confirmed", "customer"),
        ("confirmed", "preparing", "kitchen"),
        ("preparing", "ready", "kitchen"),
        ("ready", "out_for_delivery", "delivery"),
    ]
    keys = OutboxMessage.objects.order_by("pk").values_list("key", "channel")
    assert list(keys) == [
        ("order_received", "email"),
        ("order_received", "sms"),
        ("order_on_its_way", "sms"),
    ]


@pytest.mark.django_db
def test_refused_step_changes_nothing() -> None:
    order = make_order()
    before = (OrderEvent.objects.count(), OutboxMessage.objects.count())
    with pytest.raises(MoveRefused):
        move_order(order=order, to=State.DELIVERED, role=K, actor=None, now=NOON)
    fresh = Order.objects.get(pk=order.pk)
    assert (fresh.state, fresh.version) == (State.CONFIRMED, 1)
    assert (OrderEvent.objects.count(), OutboxMessage.objects.count()) == before


@pytest.mark.django_db
def test_cancelling_late_without_a_reason_is_refused() -> None:
    order = make_order()
    move_order(order=order, to=State.PREPARING, role=K, actor=None, now=NOON)
    with pytest.raises(MoveRefused, match="say why"):
        move_order(order=order, to=State.CANCELLED, role=S, actor=None, now=NOON, reason="  ")
    assert Order.objects.get(pk=order.pk).state == State.PREPARING


@pytest.mark.django_db
def test_of_two_screens_that_saw_the_same_state_one_wins() -> None:
    order = make_order()
    other_screen = Order.objects.get(pk=order.pk)
    move_order(order=order, to=State.PREPARING, role=K, actor=None, now=NOON)
    with pytest.raises(OrderChangedMeanwhile):
        move_order(order=other_screen, to=State.CANCELLED, role=C, actor=None, now=NOON)
    assert Order.objects.get(pk=order.pk).state == State.PREPARING
