"""Carrying refunds out: asked outside of transactions, with one reference, until it is certain."""

from __future__ import annotations

import pytest

from ordering.orders.states import PaymentState
from ordering.payments.gateways import Answer
from ordering.payments.models import Payment, Status
from ordering.refunds.carrying import NotToBeDecided, carry_out_due, decide_part, pay_out
from ordering.refunds.limits import NotYours
from ordering.refunds.models import Refund, RefundPart, RefundTask
from ordering.refunds.services import refund_order
from ordering.testing import NOON, make_item, make_user
from site_core.notifications.models import OutboxMessage

from .factories import later, manager, paid_order, provider, support

pytestmark = pytest.mark.django_db

PENDING = Answer(Status.PENDING, "accepted")
UNKNOWN = Answer(Status.UNKNOWN, "no answer")
DONE = Answer(Status.SUCCEEDED, "sent")
NO = Answer(Status.FAILED, "PAYEE_NOT_FOUND")


def _decided(amount: int = 1_000, **changes: object) -> Refund:
    order = paid_order(make_item(price=1_000))
    values = {"reason": "cold", "actor": None, "now": NOON, "unique_key": "k", **changes}
    return refund_order(order=order, amount=amount, **values)  # type: ignore[arg-type]


def test_accepted_then_confirmed_with_one_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = provider(monkeypatch, PENDING, PENDING, DONE).asked
    refund = _decided(400)
    part = refund.parts.get()
    assert [carry_out_due(later(minutes=minute)) for minute in (0, 0, 1, 5, 9)] == [0, 0, 0, 1, 0]
    assert asked == [
        ("refund", 400, part.reference),
        ("poll", None, part.reference),
        ("poll", None, part.reference),
    ]
    refund.refresh_from_db()
    refund.order.refresh_from_db()
    assert refund.state == Refund.State.DONE
    assert refund.order.payment_state == PaymentState.PARTLY_REFUNDED
    assert OutboxMessage.objects.filter(key="refund_done", channel="sms").count() == 1


def test_without_an_answer_the_same_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = provider(monkeypatch, UNKNOWN, DONE).asked
    part = _decided().parts.get()
    carry_out_due(NOON)
    assert Payment.objects.get().refunded == 1_000
    carry_out_due(later(minutes=1))
    assert asked == [("refund", 1_000, part.reference)] * 2
    assert Refund.objects.get().state == Refund.State.DONE


def test_a_worker_that_dies_while_asking_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = provider(monkeypatch)

    def dies(*_args: object) -> Answer:
        raise ConnectionError

    part = _decided().parts.get()
    monkeypatch.setattr(made, "refund", dies)
    assert carry_out_due(NOON) == 0
    monkeypatch.undo()
    asked = provider(monkeypatch).asked
    assert carry_out_due(later(minutes=1)) == 1
    assert asked == [("refund", 1_000, part.reference)]


def test_refused_by_the_provider_the_money_is_free_again_and_a_person_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider(monkeypatch, NO)
    refund = _decided(600)
    assert carry_out_due(NOON) == 1
    refund.refresh_from_db()
    refund.order.refresh_from_db()
    assert refund.state == Refund.State.FAILED
    assert (Payment.objects.get().refunded, refund.order.payment_state) == (0, PaymentState.PAID)
    assert RefundTask.objects.get().amount == 600
    assert not OutboxMessage.objects.filter(key="refund_done").exists()


def test_money_paid_out_by_hand_names_both_people_and_is_paid_once() -> None:
    refund = _decided(500, way="cash")
    part, clerk = refund.parts.get(), support()
    assert part.state == RefundPart.State.BY_HAND
    for wrong in ({"recipient": " ", "actor": clerk}, {"recipient": "Aline", "actor": make_user()}):
        with pytest.raises((NotToBeDecided, NotYours)):
            pay_out(part=part, now=NOON, **wrong)  # type: ignore[arg-type]
    pay_out(part=part, recipient="Aline", actor=clerk, now=NOON)
    with pytest.raises(NotToBeDecided):
        pay_out(part=part, recipient="Eric", actor=clerk, now=NOON)
    part.refresh_from_db()
    assert (part.recipient, part.paid_out_by) == ("Aline", clerk)
    assert Refund.objects.get().state == Refund.State.DONE


def test_what_a_provider_never_answers_a_manager_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    provider(monkeypatch, UNKNOWN)
    part = _decided().parts.get()
    words = {"detail": "not on their screen", "now": NOON}
    with pytest.raises(NotToBeDecided):
        decide_part(part=part, arrived=False, actor=manager(), **words)
    carry_out_due(NOON)
    part.refresh_from_db()
    with pytest.raises(NotYours):
        decide_part(part=part, arrived=False, actor=support(), **words)
    decide_part(part=part, arrived=False, actor=manager(), **words)
    with pytest.raises(NotToBeDecided):
        decide_part(part=part, arrived=True, actor=manager(), **words)
    assert Payment.objects.get().refunded == 0
    assert carry_out_due(later(hours=2)) == 0
