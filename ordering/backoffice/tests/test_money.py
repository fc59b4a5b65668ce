"""Refunds, papers and store credit through the admin, by the people who may."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ordering.credit.selectors import balance_of
from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.payments.models import Payment
from ordering.receipts.models import EbmEntry
from ordering.receipts.services import issue_receipt
from ordering.refunds.models import Refund, RefundPart, RefundRules, RefundTask
from ordering.refunds.tasks import open_refund_task
from ordering.refunds.tests.factories import paid_order
from ordering.testing import NOON, make_item, make_user

from .staff import count_queries, log_in

pytestmark = pytest.mark.django_db


def _url(order: Order) -> str:
    return reverse("refunds_refund_modeladmin_order", args=[order.pk])


def _data(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid.uuid4()),
        "what": "amount",
        "amount": "1 000",
        "way": "cash",
        "reason": "the soup was cold",
        **changes,
    }


def _decide(client: Client, refund: Refund, word: str) -> None:
    client.post(reverse("refunds_refund_modeladmin_decide", args=[refund.pk]), {"word": word})
    refund.refresh_from_db()


def _part(client: Client, part: RefundPart, word: str, text: str) -> None:
    url = reverse("refunds_refund_modeladmin_part", args=[part.pk])
    client.post(url, {"word": word, "text": text})
    part.refresh_from_db()


def test_support_gives_back_a_sum_and_pays_it_out() -> None:
    support, order = log_in("support"), paid_order(make_item(price=5_000))
    page = support.get(_url(order)).content.decode()
    assert "5\u202f000" in page
    data = _data()
    assert support.post(_url(order), data).status_code == 302
    assert support.post(_url(order), data).status_code == 302
    refund = Refund.objects.get()
    assert (refund.amount, refund.state) == (1_000, Refund.State.UNDER_WAY)
    part = refund.parts.get()
    _part(support, part, "paid", "")
    assert part.state == RefundPart.State.BY_HAND
    _part(support, part, "paid", "Aline Uwase")
    assert (part.state, part.recipient) == (RefundPart.State.SUCCEEDED, "Aline Uwase")
    order.refresh_from_db()
    assert order.payment_state == PaymentState.PARTLY_REFUNDED
    sheet = support.get(reverse("orders_order_modeladmin_inspect", args=[order.pk]))
    assert "the soup was cold" in sheet.content.decode()


def test_some_dishes_go_back_for_what_they_cost() -> None:
    support, order = log_in("support"), paid_order(make_item(price=1_500), make_item(price=700))
    line = order.lines.get(unit_price=700)
    support.post(_url(order), _data(what="lines", **{f"line-{line.pk}": "1"}))
    assert Refund.objects.get().amount == 700
    assert Refund.objects.get().lines.get().name == line.name


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "1e3"},
        {"amount": "-5"},
        {"amount": "5 001"},
        {"amount": ""},
        {"reason": ""},
        {"way": "gold"},
        {"what": "lines"},
        {"way": "credit"},
        {"token": "x"},
    ],
)
def test_what_makes_no_sense_stays_on_the_page_and_gives_nothing(wrong: dict[str, str]) -> None:
    support, order = log_in("support"), paid_order(make_item(price=5_000))
    assert support.post(_url(order), _data(**wrong)).status_code == 200
    assert (Refund.objects.count(), Payment.objects.get().refunded) == (0, 0)


def test_above_the_limit_support_asks_and_a_manager_agrees() -> None:
    RefundRules.objects.update_or_create(pk=1, defaults={"support_limit": 500})
    support, manager = log_in("support"), log_in("manager")
    order = paid_order(make_item(price=5_000))
    support.post(_url(order), _data())
    refund = Refund.objects.get()
    assert refund.state == Refund.State.REQUESTED
    _decide(support, refund, "approve")
    assert refund.state == Refund.State.REQUESTED
    page = manager.get(reverse("refunds_refund_modeladmin_inspect", args=[refund.pk]))
    assert "I agree" in page.content.decode()
    _decide(manager, refund, "approve")
    assert (refund.state, Payment.objects.get().refunded) == (Refund.State.UNDER_WAY, 1_000)


def test_a_task_leads_to_its_refund_or_is_closed_with_a_reason() -> None:
    manager, order = log_in("manager"), paid_order(make_item(price=5_000))
    task = open_refund_task(order=order, amount=2_000, reason="paid twice", now=NOON)
    page = manager.get(f"{_url(order)}?task={task.pk}").content.decode()
    assert 'value="2000"' in page
    manager.post(f"{_url(order)}?task={task.pk}", _data(amount="2000"))
    task.refresh_from_db()
    assert (task.state, Refund.objects.get().task) == (RefundTask.State.DONE, task)
    other = open_refund_task(order=order, amount=10, reason="change", now=NOON)
    url = reverse("refunds_refundtask_modeladmin_close", args=[other.pk])
    manager.post(url, {"outcome": ""})
    other.refresh_from_db()
    assert other.state == RefundTask.State.OPEN
    manager.post(url, {"outcome": "left as a tip"})
    other.refresh_from_db()
    assert (other.state, other.outcome) == (RefundTask.State.DISMISSED, "left as a tip")
    assert Refund.objects.count() == 1


def test_a_manager_gives_store_credit_once_by_phone_or_address() -> None:
    manager, user = log_in("manager"), make_user(email="aline@example.org", phone="+250788123456")
    url = reverse("credit_creditaccount_modeladmin_grant")
    data = {
        "token": str(uuid.uuid4()),
        "account": "0788 123 456",
        "amount": "3000",
        "reason": "late",
    }
    assert manager.post(url, data).status_code == 302
    assert manager.post(url, data).status_code == 302
    assert balance_of(user) == 3_000
    for wrong in ({"account": "nobody@example.org"}, {"amount": "0"}, {"amount": "-1"}):
        changed = {**data, "token": str(uuid.uuid4()), **wrong}
        assert manager.post(url, changed).status_code == 200
    assert balance_of(user) == 3_000


def test_the_number_of_the_tax_machine_is_filled_in_and_corrected() -> None:
    support, order = log_in("support"), paid_order(make_item(price=5_000))
    paper = issue_receipt(order=order, now=NOON)
    url = reverse("receipts_receipt_modeladmin_ebm", args=[paper.pk])
    support.post(url, {"number": "SDC/1", "sequence": "1/1 NS", "reason": ""})
    assert support.post(url, {"number": "SDC/2", "sequence": "", "reason": ""}).status_code == 200
    support.post(url, {"number": "SDC/2", "sequence": "", "reason": "typing error"})
    assert list(EbmEntry.objects.order_by("pk").values_list("number", flat=True)) == [
        "SDC/1",
        "SDC/2",
    ]
    page = support.get(reverse("receipts_receipt_modeladmin_inspect", args=[paper.pk]))
    assert "typing error" in page.content.decode()


@pytest.mark.parametrize("model", ["refunds_refund", "refunds_refundtask", "receipts_receipt"])
def test_listings_ask_the_same_questions_for_any_number_of_rows(model: str) -> None:
    manager, item = log_in("manager"), make_item(price=5_000)
    url = reverse(f"{model}_modeladmin_index")

    def rows(count: int) -> None:
        for _ in range(count):
            order = paid_order(item)
            issue_receipt(order=order, now=NOON)
            open_refund_task(order=order, amount=10, reason="change", now=NOON)
            manager.post(_url(order), _data())

    rows(1)
    manager.get(url)
    few = count_queries(manager, url)
    rows(3)
    assert count_queries(manager, url) == few
