"""Rows that a person matches, cash that is counted once, and days that add up."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.payments.models import Method, Payment, Status
from ordering.payments.services import settle
from ordering.refunds.carrying import pay_out
from ordering.refunds.services import refund_order
from ordering.refunds.tests.factories import manager, paid_order
from ordering.settlement.models import CashHandIn, StatementFile, StatementRow
from ordering.settlement.selectors import cash_of, figures_of, proposals, purses
from ordering.settlement.services import (
    CashRefused,
    RowDecided,
    hand_in_cash,
    ignore_row,
    import_statement,
    match_row,
)
from ordering.testing import NOON, make_item, make_order, make_user
from site_core.users.models import User
from tests.concurrency.placing import act_together

TODAY = NOON.date()
FILE = (
    b"Date,Amount,Reference,Description,Phone\n"
    b"2026-11-23,5000,FT1,transfer ab12cd,\n"
    b"2026-11-23,700,FT2,gift,0788123456\n"
)


def _waiting(amount: int, code: str, method: str = Method.BANK) -> Payment:
    order = make_order(make_item(price=amount))
    payment = order.payments.get()
    Payment.objects.filter(pk=payment.pk).update(method=method, transfer_code=code)
    payment.refresh_from_db()
    return payment


def _import(actor: User, data: bytes = FILE) -> int:
    return import_statement(data=data, name="nov.csv", account="bank", actor=actor, now=NOON)[1]


@pytest.mark.django_db
def test_importing_twice_changes_nothing() -> None:
    actor = make_user()
    assert (_import(actor), _import(actor)) == (2, 0)
    assert StatementRow.objects.count() == 2
    assert StatementFile.objects.count() == 2


@pytest.mark.django_db
def test_the_code_the_amount_and_the_phone_propose_and_a_person_decides() -> None:
    actor = make_user()
    right, other = _waiting(5_000, "AB12CD"), _waiting(4_900, "ZZ99ZZ")
    _import(actor)
    row = StatementRow.objects.get(amount=5_000)
    found = proposals([row])[row.pk]
    assert [proposal.payment for proposal in found] == [right]
    assert (found[0].has_code, found[0].same_amount) == (True, True)
    assert Payment.objects.filter(status=Status.SUCCEEDED).count() == 0
    match_row(row=row, payment=right, actor=actor, now=NOON)
    right.refresh_from_db()
    assert (right.status, right.provider_id) == (Status.SUCCEEDED, "FT1")
    assert Order.objects.get(pk=right.order_id).payment_state == PaymentState.PAID
    for deed in (
        partial(match_row, row=row, payment=other, actor=actor, now=NOON),
        partial(ignore_row, row=row, actor=actor, now=NOON),
    ):
        with pytest.raises(RowDecided):
            deed()
    other.refresh_from_db()
    assert other.status == Status.PENDING


@pytest.mark.django_db
def test_one_payment_is_the_money_of_one_row() -> None:
    actor, payment = make_user(), _waiting(5_000, "AB12CD")
    _import(actor)
    first, second = StatementRow.objects.order_by("pk")
    match_row(row=first, payment=payment, actor=actor, now=NOON)
    with pytest.raises(RowDecided):
        match_row(row=second, payment=payment, actor=actor, now=NOON)
    second.refresh_from_db()
    assert (second.state, second.payment) == (StatementRow.State.OPEN, None)
    ignore_row(row=second, actor=actor, now=NOON)


@pytest.mark.django_db
def test_a_payment_that_was_confirmed_before_is_only_joined() -> None:
    actor, payment = make_user(), _waiting(5_000, "AB12CD")
    settle(payment=payment, actor=actor, now=NOON)
    _import(actor)
    row = StatementRow.objects.get(amount=5_000)
    match_row(row=row, payment=payment, actor=actor, now=NOON)
    assert payment.events.filter(status=Status.SUCCEEDED).count() == 1


def _collected(courier: User, amount: int) -> Payment:
    payment = make_order(make_item(price=amount)).payments.get()
    settle(payment=payment, actor=courier, now=NOON, detail="cash")
    return payment


def _hand_in(courier: User, seen: int, counted: int, **changes: object) -> CashHandIn:
    values = {"reason": "", "received_by": None, "unique_key": "k", "now": NOON, **changes}
    return hand_in_cash(courier=courier, seen=seen, counted=counted, **values)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_cash_is_taken_in_once_and_a_difference_says_why() -> None:
    courier, desk = make_user("Courier"), make_user("Desk")
    _collected(courier, 2_500)
    _collected(courier, 1_500)
    _collected(make_user(), 900)
    assert purses()[0].amount == 4_000
    for seen, counted, reason, receiver in (
        (4_000, 3_900, " ", desk),
        (2_500, 4_000, "", desk),
        (4_000, 4_000, "", courier),
    ):
        with pytest.raises(CashRefused):
            _hand_in(courier, seen, counted, reason=reason, received_by=receiver)
    assert CashHandIn.objects.count() == 0
    first = _hand_in(courier, 4_000, 3_900, reason="no change for a note", received_by=desk)
    assert _hand_in(courier, 4_000, 3_900, reason="again", received_by=desk) == first
    assert (first.difference, first.lines.count()) == (-100, 2)
    assert not cash_of(courier).exists()
    with pytest.raises(CashRefused):
        _hand_in(courier, 0, 0, received_by=desk, unique_key="other")


@pytest.mark.everywhere
@pytest.mark.django_db(transaction=True)
def test_two_who_count_at_once_take_the_cash_in_once() -> None:
    courier, desk = make_user("Courier"), make_user("Desk")
    _collected(courier, 2_500)
    deeds = [
        partial(_hand_in, courier, 2_500, 2_500, received_by=desk, unique_key=f"key-{number}")
        for number in range(5)
    ]
    assert sorted(act_together(deeds)) == ["CashRefused"] * 4 + ["done"]
    assert CashHandIn.objects.get().counted == 2_500


@pytest.mark.django_db
def test_a_day_compares_expected_received_refunded_open_and_counted() -> None:
    courier, desk = make_user("Courier"), make_user("Desk")
    _collected(courier, 2_500)
    order = paid_order(make_item(price=5_000))
    refund = refund_order(
        order=order, amount=800, reason="cold", actor=None, now=NOON, unique_key="r", way="cash"
    )
    pay_out(part=refund.parts.get(), recipient="Aline", actor=manager(), now=NOON)
    bank = _waiting(5_000, "AB12CD")
    _import(desk)
    figures = {entry.method: entry for entry in figures_of(TODAY)}
    cash, mtn, by_bank = figures[Method.CASH], figures[Method.MTN], figures[Method.BANK]
    assert (cash.expected, cash.received, cash.refunded, cash.open) == (2_500, 2_500, 800, 0)
    assert (cash.counted, cash.difference) == (0, -2_500)
    assert (mtn.received, mtn.refunded, mtn.counted) == (5_000, 0, None)
    assert (by_bank.expected, by_bank.received, by_bank.open) == (5_000, 0, 5_000)
    _hand_in(courier, 2_500, 2_600, reason="a tip", received_by=desk)
    row = StatementRow.objects.get(amount=5_000)
    match_row(row=row, payment=bank, actor=desk, now=NOON)
    figures = {entry.method: entry for entry in figures_of(TODAY)}
    assert figures[Method.CASH].difference == 100
    assert (figures[Method.BANK].open, figures[Method.BANK].difference) == (0, 0)
    assert figures_of(TODAY - dt.timedelta(days=1)) == []


@pytest.mark.django_db
def test_a_manager_settles_cash_and_statements_on_the_screens() -> None:
    client, courier = log_in("manager"), make_user("Courier")
    _collected(courier, 2_500)
    payment = _waiting(5_000, "AB12CD")
    assert "Courier" in client.get("/cms/settlement/cashhandin/carried/").content.decode()
    url = reverse("settlement_cashhandin_modeladmin_take", args=[courier.pk])
    data = {"token": str(uuid.uuid4()), "seen": "2500", "counted": "2 400", "reason": ""}
    client.post(url, data)
    assert CashHandIn.objects.count() == 0
    client.post(url, {**data, "reason": "a note was torn"})
    assert CashHandIn.objects.get().difference == -100
    upload = reverse("settlement_statementrow_modeladmin_import")
    wrong = SimpleUploadedFile("x.csv", b"Date,Amount\nyesterday,5\n")
    page = client.post(upload, {"account": "bank", "file": wrong}).content.decode()
    assert "Row 2" in page
    client.post(upload, {"account": "bank", "file": SimpleUploadedFile("nov.csv", FILE)})
    page = client.get(reverse("settlement_statementrow_modeladmin_match")).content.decode()
    assert "AB12CD" in page
    row = StatementRow.objects.get(amount=5_000)
    decide = reverse("settlement_statementrow_modeladmin_decide", args=[row.pk])
    client.post(decide, {"payment": payment.pk})
    payment.refresh_from_db()
    assert payment.status == Status.SUCCEEDED
    day = client.get("/cms/money/day/", {"day": "2026-11-23"})
    assert day.status_code == 200
    file = client.get("/cms/money/day/", {"day": "2026-11-23", "export": "csv"})
    assert file.content.decode().count("\r\n") >= 2


@pytest.mark.django_db
def test_the_day_asks_the_same_questions_for_any_number_of_payments() -> None:
    client, courier, url = log_in("manager"), make_user("Courier"), "/cms/money/day/?day=2026-11-23"
    _collected(courier, 2_500)
    client.get(url)
    few = count_queries(client, url)
    for _ in range(3):
        _collected(courier, 2_500)
    assert count_queries(client, url) == few
