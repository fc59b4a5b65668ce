"""Money that arrives is always recorded; what an order has no use for is marked, never lost."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ordering.checkout.services import cancel_order
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.models import Method, Payment, Status
from ordering.payments.selectors import captured, open_payment, owed
from ordering.payments.services import settle, start_payment
from ordering.testing import NOON, make_item, make_order

pytestmark = pytest.mark.django_db


def _attempt(order: Order, amount: int | None = None, phone: str = "+250788123456") -> Payment:
    payment = start_payment(
        order=order, method=Method.MTN, now=NOON, amount=amount, payer_phone=phone
    )
    assert payment is not None
    return payment


def _waiting() -> Order:
    order = make_order(make_item(price=2_500))
    Order.objects.filter(pk=order.pk).update(state=State.PENDING)
    Payment.objects.all().delete()
    order.refresh_from_db()
    return order


def test_the_money_of_a_waiting_order_sends_it_to_the_kitchen() -> None:
    order = _waiting()
    payment = _attempt(order)
    assert (open_payment(order), owed(order)) == (payment, 2_500)

    assert settle(payment=payment, actor=None, now=NOON) is True

    order.refresh_from_db()
    assert (order.state, order.payment_state) == (State.CONFIRMED, PaymentState.PAID)
    assert (captured(order), owed(order), open_payment(order)) == (2_500, 0, None)


def test_a_part_of_the_money_leaves_the_order_waiting_until_the_rest_came() -> None:
    order = _waiting()
    settle(payment=_attempt(order), actor=None, now=NOON, received=1_000)
    order.refresh_from_db()
    assert (order.state, owed(order)) == (State.PENDING, 1_500)

    settle(payment=_attempt(order, 1_500), actor=None, now=NOON)

    order.refresh_from_db()
    assert (order.state, captured(order)) == (State.CONFIRMED, 2_500)
    assert Payment.objects.filter(loose_since=None).count() == 2


def test_money_beyond_the_total_is_recorded_and_marked_loose() -> None:
    order = _waiting()
    first, second = _attempt(order), _attempt(order, phone="+250789000000")
    settle(payment=first, actor=None, now=NOON)
    assert settle(payment=second, actor=None, now=NOON) is True

    assert captured(order) == 5_000
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.loose_since, second.loose_since) == (None, NOON)
    assert Order.objects.get().state == State.CONFIRMED


def test_money_for_a_cancelled_order_is_recorded_and_marked_loose() -> None:
    order = _waiting()
    payment = _attempt(order)
    cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    payment.refresh_from_db()
    assert payment.status == Status.FAILED

    assert settle(payment=payment, actor=None, now=NOON) is True

    payment.refresh_from_db()
    assert (payment.status, payment.loose_since) == (Status.SUCCEEDED, NOON)
    assert Order.objects.get().state == State.CANCELLED


def test_the_same_phone_is_asked_once_at_a_time() -> None:
    order = _waiting()
    payment = _attempt(order)
    with pytest.raises(IntegrityError), transaction.atomic():
        _attempt(order)
    Payment.objects.filter(pk=payment.pk).update(status=Status.FAILED)
    assert _attempt(order).pk != payment.pk


def test_never_more_goes_back_than_came_in() -> None:
    payment = _attempt(_waiting())
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(refunded=2_501)


def test_one_transaction_of_a_provider_pays_once() -> None:
    order = _waiting()
    settle(payment=_attempt(order), actor=None, now=NOON, provider_id="8812")
    other = _attempt(order)
    with pytest.raises(IntegrityError), transaction.atomic():
        settle(payment=other, actor=None, now=NOON, provider_id="8812")
    other.refresh_from_db()
    assert other.status == Status.PENDING
