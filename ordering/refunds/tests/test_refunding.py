"""Giving money back: whole, by line, by amount; never more than came in, by whom the limits say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordering.checkout.services import cancel_order
from ordering.credit.selectors import balance_of, wrong_balances
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.gateways import RefundAbility
from ordering.payments.models import Payment, Status
from ordering.payments.services import settle
from ordering.refunds.limits import NotYours
from ordering.refunds.models import Refund, RefundEvent, RefundPart, RefundRules, RefundTask
from ordering.refunds.parts import NoAccount
from ordering.refunds.selectors import lines_left, refundable
from ordering.refunds.services import (
    CannotRefund,
    approve_refund,
    cost_of_lines,
    refund_order,
    reject_refund,
)
from ordering.testing import NOON, make_item, make_order, make_user
from site_core.notifications.models import OutboxMessage

from .factories import manager, order_with_credit, paid_order, pay, provider, support

pytestmark = pytest.mark.django_db


def _refund(order: Order, amount: int, **changes: Any) -> Refund:
    values: dict[str, Any] = {
        "reason": "the soup was cold",
        "actor": None,
        "now": NOON,
        "unique_key": f"test:{amount}",
        **changes,
    }
    return refund_order(order=order, amount=amount, **values)


def _states(order: Order) -> tuple[str, int]:
    order.refresh_from_db()
    return order.payment_state, refundable(order)


def test_three_thirds_come_to_exactly_what_was_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    provider(monkeypatch)
    order = paid_order(make_item(price=1_000))
    for number, amount in enumerate((333, 333, 334)):
        _refund(order, amount, way="cash", unique_key=f"third:{number}")
    with pytest.raises(CannotRefund):
        _refund(order, 1, way="cash", unique_key="one more")
    assert Refund.objects.count() == 3
    assert Payment.objects.get().refunded == 1_000


@pytest.mark.parametrize(("amount", "reason"), [(0, "why"), (-5, "why"), (1_001, "why"), (5, " ")])
def test_what_makes_no_sense_is_refused_and_nothing_is_written(amount: int, reason: str) -> None:
    order = paid_order(make_item(price=1_000))
    with pytest.raises(CannotRefund):
        _refund(order, amount, reason=reason)
    assert (Refund.objects.count(), Payment.objects.get().refunded) == (0, 0)
    assert _states(order) == (PaymentState.PAID, 1_000)


def test_an_order_that_was_not_paid_has_nothing_to_give_back() -> None:
    with pytest.raises(CannotRefund):
        _refund(make_order(), 1)


def test_the_same_key_refunds_once() -> None:
    order = paid_order(make_item(price=1_000))
    assert _refund(order, 400) == _refund(order, 400)
    assert Payment.objects.get().refunded == 400


def test_money_goes_back_newest_payment_first_and_credit_last() -> None:
    user = make_user()
    order = order_with_credit(make_item(price=5_000), credit=2_000, user=user)
    assert refundable(order) == 5_000
    _refund(order, 3_500)
    parts = list(RefundPart.objects.order_by("pk").values_list("way", "amount", "state"))
    assert parts == [("back", 3_000, "by_hand"), ("credit", 500, "succeeded")]
    assert balance_of(user) == 500
    assert not wrong_balances().exists()


def test_into_store_credit_it_is_there_at_once() -> None:
    user = make_user()
    order = paid_order(make_item(price=1_000), user=user)
    refund = _refund(order, 600, way="credit")
    assert (refund.state, balance_of(user)) == (Refund.State.DONE, 600)
    assert _states(order) == (PaymentState.PARTLY_REFUNDED, 400)
    _refund(order, 400, way="credit")
    assert _states(order) == (PaymentState.REFUNDED, 0)
    assert balance_of(user) == 1_000


def test_a_guest_has_nowhere_to_keep_credit() -> None:
    order = paid_order(make_item(price=1_000))
    with pytest.raises(NoAccount):
        _refund(order, 600, way="credit")
    assert (Refund.objects.count(), Payment.objects.get().refunded) == (0, 0)


def test_giving_back_a_second_payment_leaves_the_order_paid() -> None:
    user = make_user()
    order = paid_order(make_item(price=1_000), user=user)
    pay(order, amount=1_000)
    assert refundable(order) == 2_000
    _refund(order, 1_000, way="credit")
    assert _states(order) == (PaymentState.PAID, 1_000)


def test_a_line_goes_back_after_its_discount_and_without_the_fee() -> None:
    order = paid_order(make_item(price=1_000), make_item(price=500))
    first, second = order.lines.order_by("position")
    first.discount = 100
    first.save()
    Order.objects.filter(pk=order.pk).update(discount=100, fee=100, total=1_500)
    assert cost_of_lines(order, {first.pk: 1}) == 900
    assert cost_of_lines(order, {second.pk: 1}) == 500
    # Nothing of the food is left: the fee goes with it.
    assert cost_of_lines(order, {first.pk: 1, second.pk: 1}) == 1_500


def test_the_units_of_a_line_add_up_to_it_whatever_the_steps() -> None:
    order = paid_order(make_item(price=1_000), make_item(price=9_000))
    line = order.lines.order_by("position")[0]
    order.lines.filter(pk=line.pk).update(quantity=3, unit_price=334, gross=1_002, discount=2)
    amounts = []
    for step in range(3):
        amount = cost_of_lines(order, {line.pk: 1})
        amounts.append(amount)
        _refund(order, amount, quantities={line.pk: 1}, way="cash", unique_key=f"step:{step}")
    assert (amounts, sum(amounts)) == ([333, 333, 334], 1_000)
    assert lines_left(order)[0].left == 0
    with pytest.raises(CannotRefund):
        cost_of_lines(order, {line.pk: 1})
    with pytest.raises(CannotRefund):
        _refund(order, 100, quantities={line.pk: 1}, unique_key="a fourth")
    assert Refund.objects.count() == 3


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(min_value=1, max_value=700), min_size=1, max_size=8))
def test_no_sequence_of_refunds_gives_back_more_than_came_in(cuts: list[int]) -> None:
    from django.db import transaction

    with transaction.atomic():
        order = paid_order(make_item(price=1_000))
        given_back = 0
        for number, amount in enumerate(cuts):
            try:
                _refund(order, amount, way="cash", unique_key=f"cut:{number}")
                given_back += amount
            except CannotRefund:
                assert given_back + amount > 1_000
            assert Payment.objects.get(order=order).refunded == given_back <= 1_000
            assert refundable(order) == 1_000 - given_back
        transaction.set_rollback(True)


def test_support_decides_up_to_its_limit_counted_over_the_whole_order() -> None:
    RefundRules.objects.update_or_create(
        pk=1, defaults={"support_limit": 1_000, "second_person_above": 3_000}
    )
    order = paid_order(make_item(price=5_000))
    clerk = support()
    assert _refund(order, 600, actor=clerk).state == Refund.State.UNDER_WAY
    second = _refund(order, 500, actor=clerk)
    assert second.state == Refund.State.REQUESTED
    assert Payment.objects.get().refunded == 600
    with pytest.raises(NotYours):
        approve_refund(refund=second, actor=clerk, now=NOON)
    approve_refund(refund=second, actor=manager(), now=NOON)
    assert Payment.objects.get().refunded == 1_100
    with pytest.raises(CannotRefund):
        approve_refund(refund=second, actor=manager(), now=NOON)
    assert Payment.objects.get().refunded == 1_100


def test_above_the_second_limit_another_manager_has_to_agree() -> None:
    RefundRules.objects.update_or_create(
        pk=1, defaults={"support_limit": 1_000, "second_person_above": 3_000}
    )
    order = paid_order(make_item(price=5_000))
    first, second = manager(), manager()
    assert _refund(order, 3_000, actor=first).state == Refund.State.UNDER_WAY
    refund = _refund(order, 1_000, actor=first)
    assert refund.state == Refund.State.REQUESTED
    with pytest.raises(NotYours):
        approve_refund(refund=refund, actor=first, now=NOON)
    reject_refund(refund=refund, reason="too much", actor=second, now=NOON)
    refund.refresh_from_db()
    assert (refund.state, refund.decided_by) == (Refund.State.REJECTED, second)
    assert Payment.objects.get().refunded == 3_000
    with pytest.raises(CannotRefund):
        approve_refund(refund=refund, actor=second, now=NOON)


def test_whoever_may_not_refund_may_not_even_ask() -> None:
    order = paid_order(make_item(price=5_000))
    with pytest.raises(NotYours):
        _refund(order, 10, actor=make_user())
    assert Refund.objects.count() == 0


def test_cancelled_before_cooking_the_money_goes_back_by_itself_once() -> None:
    user = make_user()
    order = order_with_credit(make_item(price=5_000), credit=2_000, user=user)
    cancel_order(order=order, role=Role.CUSTOMER, actor=user, now=NOON)
    refund = Refund.objects.get()
    assert (refund.amount, refund.requested_by) == (5_000, None)
    assert (Payment.objects.get().refunded, balance_of(user)) == (3_000, 2_000)
    assert RefundTask.objects.count() == 0


def test_cancelled_unpaid_the_credit_comes_back_at_once() -> None:
    user = make_user()
    order = order_with_credit(make_item(price=2_000), credit=2_000, user=user)
    cancel_order(order=order, role=Role.CUSTOMER, actor=user, now=NOON)
    assert balance_of(user) == 2_000
    assert _states(order) == (PaymentState.REFUNDED, 0)
    assert Refund.objects.get().state == Refund.State.DONE


def test_cancelled_after_cooking_a_person_looks_at_it() -> None:
    order = paid_order(make_item(price=5_000))
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    cancel_order(order=order, role=Role.SUPPORT, actor=None, now=NOON, reason="the guest left")
    task = RefundTask.objects.get()
    assert (task.amount, task.reason, task.state) == (5_000, "the guest left", "open")
    assert Refund.objects.count() == 0
    refund = _refund(order, 5_000, task=task, actor=manager())
    task.refresh_from_db()
    assert (task.state, refund.task) == (RefundTask.State.DONE, task)


def test_cancelled_without_any_money_nothing_is_refunded() -> None:
    order = make_order()
    cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    assert (Refund.objects.count(), RefundTask.objects.count()) == (0, 0)


def test_the_customer_hears_that_it_is_under_way_and_every_step_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider(monkeypatch)
    order = paid_order(make_item(price=5_000))
    refund = _refund(order, 5_000)
    message = OutboxMessage.objects.get(key="refund_under_way", channel="email")
    assert "It goes back the way you paid." in message.body
    assert message.unique_key == f"refund_under_way:{order.code}:{refund.code}:email"
    states = list(RefundEvent.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["requested", "under_way"]


def test_what_a_provider_takes_back_only_whole_goes_by_hand_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider(monkeypatch, refunds=RefundAbility.WHOLE)
    order = paid_order(make_item(price=1_000))
    _refund(order, 400)
    assert RefundPart.objects.get().state == RefundPart.State.BY_HAND
    other = paid_order(make_item(price=1_000))
    _refund(other, 1_000, unique_key="whole")
    assert RefundPart.objects.latest("pk").state == RefundPart.State.QUEUED


def test_settling_a_payment_late_does_not_undo_a_refund(monkeypatch: pytest.MonkeyPatch) -> None:
    provider(monkeypatch)
    order = paid_order(make_item(price=1_000), user=make_user())
    _refund(order, 1_000, way="credit")
    extra = Payment.objects.create(order=order, method="mtn", amount=1_000, created_at=NOON)
    settle(payment=extra, actor=None, now=NOON)
    assert Payment.objects.filter(status=Status.SUCCEEDED).count() == 2
    assert refundable(order) == 1_000
