"""Any sequence of earning, paying, refunding, cancelling, giving and expiring, as the days go by."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ordering.checkout.services import cancel_order
from ordering.delivery.schedule import today
from ordering.loyalty.adjusting import adjust_points
from ordering.loyalty.expiry import expire_points
from ordering.loyalty.ledger import NotEnoughPoints
from ordering.loyalty.liability import liability_on
from ordering.loyalty.models import OrderPoints, PointsAccount, PointsEntry, Reward
from ordering.loyalty.rewards import redeem_reward
from ordering.loyalty.rules import change_rules
from ordering.loyalty.selectors import usable_points, wrong_balances, wrong_lots
from ordering.loyalty.services import settle_order
from ordering.loyalty.tiers import evaluate_tiers
from ordering.orders.models import Order
from ordering.orders.states import Role, State
from ordering.refunds.selectors import refundable
from ordering.refunds.services import refund_order
from ordering.testing import NOON, make_user

from .factories import deliver, order_of


class Points(RuleBasedStateMachine):
    """One customer, one clock. Whatever happens, the ledger is the balance."""

    def __init__(self) -> None:
        super().__init__()
        self.work = transaction.atomic()
        self.work.__enter__()
        self.now, self.user, self.boss = NOON, make_user(), make_user("Boss")
        self.orders: list[Order] = []
        self.keys = 0
        self.reward = Reward.objects.create(
            name="Credit", kind="store_credit", points=30, amount=150
        )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.work.__exit__(None, None, None)

    def _one(self, number: int) -> Order:
        return Order.objects.get(pk=self.orders[number % len(self.orders)].pk)

    @rule(days=st.sampled_from((1, 20, 200, 370)))
    def days_go_by(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    @rule(price=st.integers(100, 40_000), use_points=st.booleans())
    def place(self, price: int, use_points: bool) -> None:
        usable = usable_points(self.user, self.now)
        order = order_of(self.user, price, now=self.now, use_points=use_points)
        assert order.points_credit * 2 <= price
        assert use_points or not order.points_credit
        assert order.points_credit <= usable * 10
        self.orders.append(order)

    @precondition(lambda self: self.orders)
    @rule(number=st.integers(0, 20), is_paid=st.booleans())
    def deliver(self, number: int, is_paid: bool) -> None:
        order = self._one(number)
        if order.state in {State.CONFIRMED, State.DELIVERED}:
            deliver(order, now=self.now, is_paid=is_paid and order.payment_state == "unpaid")

    @precondition(lambda self: self.orders)
    @rule(number=st.integers(0, 20), percent=st.integers(1, 100))
    def refund(self, number: int, percent: int) -> None:
        order = self._one(number)
        amount = refundable(order) * percent // 100
        if amount:
            self.keys += 1
            refund_order(
                order=order,
                amount=amount,
                reason="cold",
                actor=None,
                now=self.now,
                unique_key=f"machine:{self.keys}",
            )

    @precondition(lambda self: self.orders)
    @rule(number=st.integers(0, 20))
    def cancel(self, number: int) -> None:
        order = self._one(number)
        if order.state == State.CONFIRMED:
            cancel_order(order=order, role=Role.SUPPORT, actor=self.boss, now=self.now)

    @precondition(lambda self: self.orders)
    @rule(number=st.integers(0, 20))
    def look_again(self, number: int) -> None:
        before = PointsEntry.objects.count()
        settle_order(order=self._one(number), now=self.now)
        assert PointsEntry.objects.count() == before

    @rule(points=st.integers(-200, 500).filter(bool))
    def adjust(self, points: int) -> None:
        with contextlib.suppress(NotEnoughPoints):
            adjust_points(
                user=self.user,
                points=points,
                reason="x",
                actor=self.boss,
                token=uuid.uuid4(),
                now=self.now,
            )

    @rule()
    def redeem(self) -> None:
        with contextlib.suppress(NotEnoughPoints):
            redeem_reward(user=self.user, reward=self.reward, token=uuid.uuid4(), now=self.now)

    @rule()
    def expire_twice(self) -> None:
        expire_points(date=today(self.now), now=self.now)
        assert expire_points(date=today(self.now), now=self.now).points == 0

    @rule(value=st.sampled_from((5, 10)), amount=st.sampled_from((50, 100)))
    def change_the_rules(self, value: int, amount: int) -> None:
        changes = {"point_value": value, "earn_amount": amount}
        change_rules(changes=changes, actor=self.boss, now=self.now)

    @rule()
    def look_at_tiers(self) -> None:
        evaluate_tiers(self.now)

    @invariant()
    def the_ledger_is_the_balance_and_nothing_is_negative(self) -> None:
        assert not wrong_balances().exists()
        assert not wrong_lots().exists()
        for account in PointsAccount.objects.all():
            assert account.balance >= 0
            assert account.debt >= 0
            assert not (account.balance and account.debt)
        for row in OrderPoints.objects.all():
            assert 0 <= row.given_back <= row.spent
            assert 0 <= row.earned <= row.full
            posted = PointsEntry.objects.filter(order=row.order_id).aggregate(sum=Sum("points"))
            assert (posted["sum"] or 0) == row.earned - row.spent + row.given_back
        total = PointsEntry.objects.aggregate(sum=Sum("points"))["sum"] or 0
        report = liability_on(today(self.now))
        assert report.outstanding - report.owed == total


@pytest.mark.django_db
def test_after_any_sequence_the_ledger_is_the_balance() -> None:
    run_state_machine_as_test(
        Points,
        settings=settings(
            max_examples=4,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
