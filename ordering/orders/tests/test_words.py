"""What the customer reads: a sentence for every state, and days as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.delivery.words import day_words
from ordering.orders.models import Order
from ordering.orders.selectors import timeline
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.orders.words import SENTENCES, promise_words, standing_of
from ordering.testing import NOON, make_order


def test_every_state_has_its_sentence() -> None:
    assert set(SENTENCES) == set(State)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "Today"), (1, "Tomorrow"), (-1, "Yesterday"), (4, "Friday 27 November")],
)
def test_days_are_named_from_where_one_stands(days: int, words: str) -> None:
    assert day_words(NOON.date() + dt.timedelta(days=days), NOON) == words


def test_late_evening_in_utc_is_already_tomorrow_in_kigali() -> None:
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert day_words(dt.date(2026, 11, 23), late) == "Today"


@pytest.mark.django_db
def test_promise_is_said_until_the_meal_is_there() -> None:
    order = make_order()
    assert promise_words(order, NOON) == "Today, by 12:30"
    assert standing_of(order, NOON).when == "Today, by 12:30"
    order.state = State.DELIVERED
    assert standing_of(order, NOON).when == ""


@pytest.mark.django_db
def test_line_of_five_steps_shows_what_was_reached_and_when() -> None:
    order = make_order()
    later = NOON + dt.timedelta(minutes=4)
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=later)
    steps = timeline(Order.objects.get(pk=order.pk))
    assert [(step.is_done, step.is_current) for step in steps] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
        (False, False),
    ]
    assert [step.event.at if step.event else None for step in steps] == [
        NOON,
        later,
        None,
        None,
        None,
    ]


@pytest.mark.django_db
def test_a_paid_plan_wishes_nobody_a_good_meal_and_is_carried_nowhere() -> None:
    order = make_order()
    order.kind, order.state = Order.Kind.PLAN, State.DELIVERED
    standing = standing_of(order, NOON)
    assert (standing.sentence, standing.when) == ("Your plan is paid.", "")
    assert list(timeline(order)) == []
