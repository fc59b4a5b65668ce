"""Points under many hands at the same moment, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial

import pytest

from ordering.checkout.services import cancel_order
from ordering.loyalty.expiry import expire_points
from ordering.loyalty.models import PointsEntry, Reward
from ordering.loyalty.rewards import redeem_reward
from ordering.loyalty.selectors import wrong_balances, wrong_lots
from ordering.loyalty.services import settle_order, spend_points
from ordering.loyalty.tests.factories import account, deliver, give, order_of
from ordering.orders.models import Order
from ordering.orders.states import Role
from ordering.refunds.tests.factories import pay
from ordering.testing import NOON, make_user

from .placing import act_together

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]


def test_two_orders_with_the_same_points_at_once_one_gets_them() -> None:
    user = make_user()
    give(user, 100)
    orders = [order_of(user) for _number in range(4)]
    outcomes = act_together(
        [partial(spend_points, user=user, points=100, order=order, now=NOON) for order in orders]
    )
    assert sorted(outcomes) == ["NotEnoughPoints"] * 3 + ["done"]
    assert account(user).balance == 0
    assert PointsEntry.objects.filter(kind="spend").count() == 1


def test_a_reward_that_is_clicked_four_times_at_once_is_exchanged_once() -> None:
    user, token = make_user(), uuid.uuid4()
    give(user, 100)
    reward = Reward.objects.create(name="Credit", kind="store_credit", points=60, amount=300)
    act_together([partial(redeem_reward, user=user, reward=reward, token=token, now=NOON)] * 4)
    assert account(user).balance == 40
    assert not wrong_balances().exists()


def test_expiry_that_runs_four_times_at_once_takes_points_once() -> None:
    people = [make_user() for _number in range(5)]
    for user in people:
        give(user, 100, now=NOON - dt.timedelta(days=400))
    expire = partial(expire_points, date=NOON.date(), now=NOON)
    assert act_together([expire] * 4) == ["done"] * 4
    assert [account(user).balance for user in people] == [0] * 5
    assert PointsEntry.objects.filter(kind="expire").count() == 5
    assert not wrong_lots().exists()


def test_an_order_that_four_workers_settle_at_once_brings_points_once() -> None:
    user = make_user()
    order = deliver(order_of(user), is_paid=True)
    other = order_of(user)
    pay(other)
    Order.objects.filter(pk=other.pk).update(state="delivered")
    settle = partial(settle_order, order=other, now=NOON)
    assert act_together([settle] * 4) == ["done"] * 4
    assert PointsEntry.objects.filter(kind="earn", order=other).count() == 1
    assert PointsEntry.objects.filter(kind="earn", order=order).count() == 1


def test_cancelling_one_order_and_placing_another_wait_for_nobody_for_ever() -> None:
    user = make_user()
    give(user, 1_000)
    placed = [order_of(user, use_points=True) for _number in range(2)]
    deeds = [
        partial(cancel_order, order=order, role=Role.CUSTOMER, actor=user, now=NOON)
        for order in placed
    ]
    deeds += [partial(order_of, user, use_points=True)]
    assert act_together(deeds)[:2] == ["done", "done"]
    assert not wrong_balances().exists()
    assert not wrong_lots().exists()
