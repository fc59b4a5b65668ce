"""The cook's taps: one step each, back again, and never on what has moved meanwhile."""

from __future__ import annotations

import pytest

from ordering.fulfilment.services import StaleTap, cook_step
from ordering.orders.models import Order
from ordering.orders.services import MoveRefused, move_order
from ordering.orders.states import Role, State
from ordering.testing import NOON

from .factories import order_in

pytestmark = pytest.mark.django_db

FORWARD_AND_BACK = [
    (State.CONFIRMED, State.PREPARING),
    (State.PREPARING, State.READY),
    (State.PREPARING, State.CONFIRMED),
    (State.READY, State.PREPARING),
]


@pytest.mark.parametrize(("source", "target"), FORWARD_AND_BACK)
def test_a_tap_moves_the_order_and_says_who(cook, source, target):
    order = order_in(source)
    events = order.events.count()

    moved = cook_step(order=order, to=target, seen_version=order.version, actor=cook, now=NOON)

    assert moved.state == target
    assert order.events.count() == events + 1
    event = order.events.latest("pk")
    assert (event.from_state, event.to_state, event.actor, event.role) == (
        source,
        target,
        cook,
        Role.KITCHEN,
    )


def test_the_same_tap_twice_changes_the_order_once(cook):
    order = order_in(State.CONFIRMED)
    seen = order.version
    for _tap in range(2):
        fresh = Order.objects.get(pk=order.pk)
        cook_step(order=fresh, to=State.PREPARING, seen_version=seen, actor=cook, now=NOON)

    order.refresh_from_db()
    assert (order.state, order.version) == (State.PREPARING, seen + 1)
    assert order.events.filter(to_state=State.PREPARING).count() == 1


def test_a_stale_tap_is_refused_with_the_state_that_is(cook):
    order = order_in(State.CONFIRMED)
    seen = order.version
    for step in (State.PREPARING, State.READY):
        order = move_order(order=order, to=step, role=Role.KITCHEN, actor=None, now=NOON)

    with pytest.raises(StaleTap, match="Ready to leave"):
        cook_step(order=order, to=State.PREPARING, seen_version=seen, actor=cook, now=NOON)

    order.refresh_from_db()
    assert (order.state, order.version) == (State.READY, seen + 2)


def test_of_two_cooks_who_read_the_same_version_one_is_told(cook):
    first = order_in(State.CONFIRMED)
    second = Order.objects.get(pk=first.pk)
    seen = first.version
    cook_step(order=first, to=State.PREPARING, seen_version=seen, actor=cook, now=NOON)

    with pytest.raises(StaleTap, match="Somebody was faster"):
        cook_step(order=second, to=State.PREPARING, seen_version=seen, actor=cook, now=NOON)

    assert first.events.filter(to_state=State.PREPARING).count() == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (State.CONFIRMED, State.READY),
        (State.READY, State.OUT_FOR_DELIVERY),
        (State.READY, State.CONFIRMED),
        (State.CONFIRMED, State.CANCELLED),
    ],
)
def test_the_kitchen_has_no_other_steps(cook, source, target):
    order = order_in(source)
    with pytest.raises(MoveRefused):
        cook_step(order=order, to=target, seen_version=order.version, actor=cook, now=NOON)
    order.refresh_from_db()
    assert order.state == source
