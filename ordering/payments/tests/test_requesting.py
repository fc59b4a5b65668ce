"""Asking for the money after an order was placed, through the interface of every way to pay."""

from __future__ import annotations

import pytest
from django.db import transaction

from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.payments import gateways
from ordering.payments.asking import request_payment
from ordering.payments.gateways import Answer, CashGateway
from ordering.payments.models import Method, Payment, PaymentEvent, Status
from ordering.payments.services import refuse, settle
from ordering.testing import NOON, make_order

pytestmark = pytest.mark.django_db


class Provider(CashGateway):
    """Cash that answers at once, as a provider may."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def initiate(self, payment: Payment) -> Answer:
        assert not transaction.get_connection().savepoint_ids[1:], "asked inside a transaction"
        self.asked.append(str(payment.reference))
        return self.answer


def _provider(monkeypatch: pytest.MonkeyPatch, status: Status) -> Provider:
    provider = Provider(Answer(status, "said so"))
    monkeypatch.setitem(gateways.GATEWAYS, Method.CASH, provider)
    return provider


def test_placing_asks_the_gateway_once_with_the_saved_reference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider = _provider(monkeypatch, Status.PENDING)
    order = make_order()
    assert provider.asked == [str(order.payments.get().reference)]
    assert order.payments.get().status == Status.PENDING
    assert PaymentEvent.objects.count() == 1


def test_money_that_arrives_at_once_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    _provider(monkeypatch, Status.SUCCEEDED)
    order = Order.objects.get(pk=make_order().pk)
    assert order.payment_state == PaymentState.PAID
    assert order.payments.get().status == Status.SUCCEEDED


def test_a_refusal_is_recorded_once_and_never_undoes_money(monkeypatch: pytest.MonkeyPatch) -> None:
    _provider(monkeypatch, Status.FAILED)
    order = Order.objects.get(pk=make_order().pk)
    payment = order.payments.get()
    assert (order.payment_state, payment.status) == (PaymentState.FAILED, Status.FAILED)
    assert refuse(payment=payment, now=NOON) is False
    assert settle(payment=payment, actor=None, now=NOON) is True
    assert refuse(payment=payment, now=NOON) is False
    assert order.payments.get().status == Status.SUCCEEDED


def test_an_answer_that_is_not_known_is_noted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    payment = make_order().payments.get()
    _provider(monkeypatch, Status.UNKNOWN)
    assert request_payment(payment=payment, now=NOON).status == Status.UNKNOWN
    assert request_payment(payment=payment, now=NOON).status == Status.UNKNOWN
    statuses = PaymentEvent.objects.filter(payment=payment).order_by("pk")
    assert list(statuses.values_list("status", flat=True)) == [Status.PENDING, Status.UNKNOWN]
    assert Order.objects.get().payment_state == PaymentState.UNPAID
