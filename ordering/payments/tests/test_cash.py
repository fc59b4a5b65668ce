"""Cash: one payment an order, counted at the door, recorded once."""

from __future__ import annotations

from uuid import uuid4

import pytest

from ordering.checkout.services import cancel_order
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, Role
from ordering.payments.gateways import RefundAbility, get_gateway, method_label
from ordering.payments.methods import offered_methods
from ordering.payments.models import Payment, PaymentEvent, Status
from ordering.payments.services import WrongAmount, collect_cash, settle, void_open_payments
from ordering.testing import NOON, make_item, make_order

pytestmark = pytest.mark.django_db


def test_placing_leaves_one_open_payment_of_the_total() -> None:
    order = make_order(make_item(price=2_500))
    payment = Payment.objects.get()
    assert (payment.order, payment.amount, payment.status) == (order, 2_500, Status.PENDING)
    assert order.payment_state == PaymentState.UNPAID


@pytest.mark.parametrize("counted", [0, 2_499, 2_501])
def test_money_that_is_not_the_total_is_not_taken(counted: int) -> None:
    order = make_order(make_item(price=2_500))
    with pytest.raises(WrongAmount):
        collect_cash(order=order, amount=counted, actor=None, now=NOON)
    assert Payment.objects.get().status == Status.PENDING
    assert Order.objects.get().payment_state == PaymentState.UNPAID


def test_cash_is_recorded_once() -> None:
    order = make_order(make_item(price=2_500))
    assert collect_cash(order=order, amount=2_500, actor=None, now=NOON) is True
    assert collect_cash(order=order, amount=2_500, actor=None, now=NOON) is False
    assert Order.objects.get().payment_state == PaymentState.PAID
    assert list(PaymentEvent.objects.order_by("pk").values_list("status", flat=True)) == [
        Status.PENDING,
        Status.SUCCEEDED,
    ]


def test_settling_twice_tells_the_second_teller() -> None:
    make_order()
    payment = Payment.objects.get()
    assert settle(payment=payment, actor=None, now=NOON) is True
    assert settle(payment=payment, actor=None, now=NOON) is False


def test_cancelled_order_expects_no_money() -> None:
    order = make_order()
    cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    void_open_payments(order=order, actor=None, now=NOON)
    assert Payment.objects.get().status == Status.FAILED
    assert PaymentEvent.objects.filter(status=Status.FAILED).count() == 1


def test_cash_speaks_the_words_of_every_gateway() -> None:
    make_order()
    payment = Payment.objects.get()
    gateway = get_gateway("cash")
    assert gateway.initiate(payment).status == Status.PENDING
    assert gateway.poll(payment).status == Status.PENDING
    # By hand only: a refund of cash is never done by asking anybody.
    assert gateway.refunds == RefundAbility.NONE
    assert gateway.refund(payment, 500, uuid4()).status == Status.FAILED
    assert [offered.method for offered in offered_methods(zone=None, amount=500)] == ["cash"]


def test_method_that_is_gone_is_still_named() -> None:
    assert method_label("cash") == "Cash on delivery"
    assert method_label("barter") == "barter"
