"""The worker's part: asked again with the same reference, each answer recorded once."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.test import Client
from django.urls import reverse

from ordering.orders.models import Order
from ordering.orders.states import PaymentState, State
from ordering.payments.asking import GIVE_UP_AFTER, poll_due, request_payment
from ordering.payments.models import Method, Payment, PaymentEvent, Status
from ordering.payments.problems import Problem
from ordering.payments.sandbox.server import SandboxServer
from ordering.payments.services import close_open_payments, settle, start_payment
from ordering.testing import NOON, make_item, make_order

pytestmark = pytest.mark.django_db


def _waiting(phone: str = "+250780000100") -> Payment:
    """An order that waits, with an attempt that is saved and not asked for yet."""
    order = make_order(make_item(price=2_500))
    order.payments.all().delete()
    Order.objects.filter(pk=order.pk).update(state=State.PENDING)
    method = Method.MTN if phone.startswith("+25078") else Method.AIRTEL
    payment = start_payment(
        order=order,
        method=method,
        now=NOON,
        payer_phone=phone,
        expires_at=NOON + dt.timedelta(minutes=15),
    )
    assert payment is not None
    return payment


def _later(seconds: int) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def _statuses(payment: Payment) -> list[str]:
    events = PaymentEvent.objects.filter(payment=payment).order_by("pk")
    return list(events.values_list("status", flat=True))


def test_without_any_callback_polling_brings_the_order_to_the_kitchen(
    sandbox: SandboxServer,
) -> None:
    payment = _waiting()
    request_payment(payment=payment, now=NOON)
    assert poll_due(_later(4)) == 0
    assert poll_due(_later(5)) == 1

    order = Order.objects.get()
    assert (order.state, order.payment_state) == (State.CONFIRMED, PaymentState.PAID)
    assert _statuses(payment) == ["pending", "succeeded"]
    assert poll_due(_later(600)) == 0


def test_airtel_is_first_asked_when_it_wishes_to_be(sandbox: SandboxServer, settings) -> None:  # type: ignore[no-untyped-def]
    settings.AIRTEL_MONEY = {**settings.AIRTEL_MONEY, "FIRST_POLL_SECONDS": 180}
    payment = _waiting("+250730000100")
    request_payment(payment=payment, now=NOON)
    assert poll_due(_later(179)) == 0
    assert poll_due(_later(180)) == 1
    assert Order.objects.get().payment_state == PaymentState.PAID


def test_the_wait_between_questions_grows(sandbox: SandboxServer) -> None:
    payment = _waiting("+250780000453")
    request_payment(payment=payment, now=NOON)
    asked_at = []
    for second in range(0, 240):
        if poll_due(_later(second)):
            asked_at.append(second)
    assert asked_at == [5, 8, 11, 16, 21, 31, 41, 56, 71, 101, 131, 191]
    assert _statuses(payment) == ["pending"]


def test_a_request_that_hung_is_sent_again_under_the_same_reference(
    sandbox: SandboxServer,
) -> None:
    """The web process died between saving and asking: nobody was asked, so the worker asks."""
    payment = _waiting()
    before = sandbox.book.count("mtn")
    assert poll_due(_later(10)) == 1
    payment.refresh_from_db()
    assert payment.requested_at == _later(10)
    assert sandbox.book.count("mtn") == before + 1
    poll_due(_later(20))
    assert Order.objects.get().payment_state == PaymentState.PAID
    assert sandbox.book.count("mtn") == before + 1


def test_nobody_is_rung_once_the_order_no_longer_waits(sandbox: SandboxServer) -> None:
    payment = _waiting()
    before = sandbox.book.count("mtn")
    close_open_payments(order=payment.order, problem=Problem.CANCELLED, actor=None, now=_later(900))
    for minute in range(16, 60):
        poll_due(_later(minute * 60))
    payment.refresh_from_db()
    assert sandbox.book.count("mtn") == before
    assert (payment.status, payment.next_poll_at) == (Status.FAILED, None)


def test_money_that_comes_after_we_gave_up_is_recorded(sandbox: SandboxServer) -> None:
    payment = _waiting()
    request_payment(payment=payment, now=NOON)
    close_open_payments(order=payment.order, problem=Problem.CANCELLED, actor=None, now=_later(1))
    assert poll_due(_later(5)) == 1
    payment.refresh_from_db()
    assert payment.status == Status.SUCCEEDED
    assert _statuses(payment) == ["pending", "failed", "succeeded"]


def test_a_silent_provider_keeps_nobody_waiting_behind_it(sandbox: SandboxServer) -> None:
    for _order in range(3):
        request_payment(payment=_waiting(), now=NOON)
    sandbox.book.behaviour.mood = "down"
    assert poll_due(_later(5)) == 1
    sandbox.book.behaviour.mood = ""
    assert poll_due(_later(8)) == 3
    assert Order.objects.filter(payment_state=PaymentState.PAID).count() == 3


@pytest.mark.parametrize("ending", ["477", "478", "479"])
def test_what_was_not_asked_for_waits_for_a_person(sandbox: SandboxServer, ending: str) -> None:
    payment = _waiting(f"+250780000{ending}")
    request_payment(payment=payment, now=NOON)
    poll_due(_later(5))
    payment.refresh_from_db()
    order = Order.objects.get()
    assert (payment.status, payment.next_poll_at) == (Status.REVIEW, None)
    assert (order.state, order.payment_state) == (State.PENDING, PaymentState.PENDING)


def test_one_transaction_of_a_provider_is_not_taken_for_two_payments(
    sandbox: SandboxServer,
) -> None:
    first, second = _waiting(), _waiting()
    request_payment(payment=second, now=NOON)
    entry = sandbox.book.find("mtn", str(second.reference))
    assert entry is not None
    settle(payment=first, actor=None, now=NOON, provider_id=entry.number)
    poll_due(_later(5))
    second.refresh_from_db()
    assert second.status == Status.REVIEW


def test_a_provider_that_never_decides_is_handed_to_a_person(sandbox: SandboxServer) -> None:
    payment = _waiting("+250780000453")
    request_payment(payment=payment, now=NOON)
    assert poll_due(NOON + GIVE_UP_AFTER + dt.timedelta(hours=1)) == 1
    payment.refresh_from_db()
    assert payment.status == Status.REVIEW


# --- Callbacks ----------------------------------------------------------------------------------


def _call(payment: Payment, client: Client, **changes: str) -> int:
    values = {"method": payment.method, "reference": str(payment.reference), **changes}
    path = reverse("payment_callback", args=[values["method"], values["reference"]])
    return client.post(path, {"status": "SUCCESSFUL"}, "application/json").status_code


def test_a_callback_changes_nothing_but_when_the_provider_is_asked(
    sandbox: SandboxServer, client: Client
) -> None:
    payment = _waiting("+250780000453")
    Payment.objects.update(created_at=dt.datetime.now(dt.UTC))
    request_payment(payment=payment, now=NOON)
    assert [_call(payment, client) for _turn in range(3)] == [200, 200, 200]
    payment.refresh_from_db()
    assert payment.status == Status.PENDING
    assert payment.next_poll_at is not None
    poll_due(payment.next_poll_at)
    payment.refresh_from_db()
    # Forged: the provider knows of no money.
    assert (payment.status, _statuses(payment)) == (Status.PENDING, ["pending"])


def test_a_callback_for_nobody_is_answered_and_logged_without_its_body(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    payment = _waiting()
    Payment.objects.update(created_at=dt.datetime.now(dt.UTC))
    with caplog.at_level(logging.WARNING):
        assert _call(payment, client, reference="00000000-0000-4000-8000-000000000000") == 200
        assert _call(payment, client, method="airtel") == 200
    assert _call(payment, client, method="cash") == 404
    assert "without a payment" in caplog.text
    assert "SUCCESSFUL" not in caplog.text


def test_a_late_callback_of_a_failed_attempt_is_looked_into(
    sandbox: SandboxServer, client: Client
) -> None:
    payment = _waiting()
    request_payment(payment=payment, now=NOON)
    Payment.objects.update(
        status=Status.FAILED, next_poll_at=None, created_at=dt.datetime.now(dt.UTC)
    )
    _call(payment, client)
    payment.refresh_from_db()
    assert payment.next_poll_at is not None
    poll_due(payment.next_poll_at)
    payment.refresh_from_db()
    assert payment.status == Status.SUCCEEDED


def test_the_same_payment_is_hinted_at_a_few_times_a_minute_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ordering.payments import callbacks

    hints = []
    monkeypatch.setattr(callbacks, "take_hint", lambda **hint: hints.append(hint) or True)
    payment = _waiting()
    assert {_call(payment, client) for _turn in range(15)} == {200}
    assert len(hints) == callbacks.HINTS_A_MINUTE


def test_airtel_signs_the_bytes_of_the_transaction(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    import base64
    import hashlib
    import hmac

    settings.AIRTEL_MONEY = {**settings.AIRTEL_MONEY, "CALLBACK_KEY": "callback-secret"}
    payment = _waiting("+250730000100")
    Payment.objects.update(created_at=dt.datetime.now(dt.UTC), next_poll_at=None)
    transaction = f'{{ "id" :"{payment.reference}", "status_code": "TS" }}'
    digest = hmac.new(b"callback-secret", transaction.encode(), hashlib.sha256).digest()
    good = base64.b64encode(digest).decode()
    path = reverse("payment_callback_airtel")

    def post(signature: str) -> int:
        body = f'{{"transaction": {transaction}, "hash": "{signature}"}}'
        return client.post(path, body, "application/json").status_code

    assert post("forged") == 403
    payment.refresh_from_db()
    assert payment.next_poll_at is None
    assert post(good) == 200
    payment.refresh_from_db()
    assert payment.next_poll_at is not None
    for rubbish in (
        "",
        "[]",
        "null",
        '{"transaction": 3}',
        '{"transaction": {"id": "x"}}',
        "[" * 9_000,
    ):
        assert client.post(path, rubbish, "application/json").status_code == 403
