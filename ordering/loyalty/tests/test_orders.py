"""Points of orders: earned once, spent once, and following the money both ways."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.checkout.services import cancel_order
from ordering.credit.selectors import balance_of
from ordering.credit.services import grant
from ordering.loyalty.ledger import NotEnoughPoints
from ordering.loyalty.models import PointsEntry
from ordering.loyalty.rules import change_rules
from ordering.loyalty.selectors import usable_points, wrong_balances, wrong_lots
from ordering.loyalty.services import settle_due_orders, settle_order, spend_points
from ordering.orders.models import Order
from ordering.orders.states import Role, State
from ordering.refunds.services import refund_order
from ordering.refunds.tests.factories import pay
from ordering.testing import NOON, make_order, make_user
from site_core.notifications.models import OutboxMessage

from .factories import account, deliver, give, order_of, row

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(hours=2)


def _kinds() -> list[tuple[str, int]]:
    return list(PointsEntry.objects.order_by("pk").values_list("kind", "points"))


def test_points_come_once_when_delivered_and_paid_whichever_comes_last() -> None:
    user = make_user()
    order = order_of(user)
    deliver(order, is_paid=False)
    assert settle_due_orders(LATER) == 0
    pay(order)
    assert settle_due_orders(LATER) == 1
    assert settle_due_orders(LATER) == 0
    settle_order(order=order, now=LATER)
    assert _kinds() == [("earn", 25)]
    assert (account(user).balance, row(order).paid) == (25, 2_500)


def test_a_guest_has_no_points() -> None:
    order = make_order()
    deliver(order)
    assert not PointsEntry.objects.exists()


def test_points_pay_before_store_credit_and_never_more_than_half() -> None:
    user = make_user()
    give(user, 1_000)
    grant(user=user, amount=500, reason="", unique_key="gift", now=NOON)
    order = order_of(user, use_points=True, use_credit=True)
    assert (order.points_credit, order.store_credit, order.total) == (1_250, 500, 750)
    assert (account(user).balance, balance_of(user)) == (750, 0)
    cancel_order(order=order, role=Role.CUSTOMER, actor=user, now=LATER)
    assert (account(user).balance, balance_of(user)) == (1_000, 500)


def test_a_second_order_with_the_same_points_is_refused_and_nothing_changes() -> None:
    user = make_user()
    give(user, 100)
    order = order_of(user)
    with pytest.raises(NotEnoughPoints):
        spend_points(user=user, points=101, order=order, now=NOON)
    assert _kinds() == [("adjust", 100)]
    assert usable_points(user, NOON) == 100


def test_a_cancelled_order_gives_its_points_back_once() -> None:
    user = make_user()
    give(user, 100)
    order = order_of(user, use_points=True)
    assert account(user).balance == 0
    order = cancel_order(order=order, role=Role.CUSTOMER, actor=user, now=LATER)
    settle_order(order=order, now=LATER)
    assert _kinds() == [("adjust", 100), ("spend", -100), ("give_back", 100)]
    assert (account(user).balance, row(order).given_back) == (100, 100)


def test_points_that_were_spent_before_the_refund_leave_a_visible_debt() -> None:
    user = make_user()
    first = deliver(order_of(user, 10_000))
    deliver(order_of(user, 1_000, use_points=True))
    assert account(user).balance == 5
    refund_order(order=first, amount=10_000, reason="cold", actor=None, now=LATER, unique_key="a")
    assert (account(user).balance, account(user).debt) == (0, 95)
    with pytest.raises(NotEnoughPoints):
        spend_points(user=user, points=1, order=order_of(user), now=LATER)
    assert OutboxMessage.objects.filter(key="points_owed").count() == 1
    # The next meal pays the debt before anything else.
    deliver(order_of(user, 10_000))
    assert (account(user).balance, account(user).debt) == (5, 0)
    assert not wrong_balances().exists()
    assert not wrong_lots().exists()


def test_a_change_of_the_rules_rewrites_nothing() -> None:
    user = make_user()
    give(user, 1_000)
    before = order_of(user, use_points=True)
    rules = change_rules(changes={"point_value": 10, "earn_amount": 50}, actor=None, now=LATER)
    assert rules.version == 2
    after = order_of(user, now=LATER, use_points=True)
    assert (row(before).spent, after.points_credit) == (250, 1_250)
    assert row(after).spent == 125
    deliver(before, now=LATER + dt.timedelta(hours=1))
    assert (row(before).earned, row(before).rules.version, row(after).rules.version) == (12, 1, 2)
    # Nothing new, no version.
    assert change_rules(changes={"point_value": 10}, actor=None, now=LATER).version == 2


def test_points_that_come_back_live_as_long_as_those_that_paid_or_a_fortnight() -> None:
    user = make_user()
    give(user, 100, now=NOON - dt.timedelta(days=360))
    order = order_of(user, use_points=True)
    cancel_order(order=order, role=Role.CUSTOMER, actor=user, now=LATER)
    lot = account(user).lots.get(left=100)
    assert lot.expires_on == NOON.date() + dt.timedelta(days=14)


def test_an_order_failed_at_the_door_earns_nothing() -> None:
    user = make_user()
    order = order_of(user)
    pay(order)
    Order.objects.filter(pk=order.pk).update(state=State.FAILED)
    settle_order(order=order, now=LATER)
    assert not PointsEntry.objects.exists()
