"""The table of docs/refunds.md, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from ordering.credit.selectors import balance_of
from ordering.credit.services import grant, spend
from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.refunds.carrying import pay_out
from ordering.refunds.models import Refund, RefundPart
from ordering.refunds.selectors import refundable
from ordering.refunds.services import CannotRefund, refund_order
from ordering.testing import NOON, make_item, make_order, make_user

from .factories import manager, pay

SPECIFICATION = Path(settings.BASE_DIR) / "docs" / "refunds.md"
ROW = re.compile(r"^\| (\d+) \|(.+)\|$", re.M)


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in found[2].split("|")]
        for found in ROW.finditer(SPECIFICATION.read_text(encoding="utf-8"))
    ]


def test_the_table_is_there() -> None:
    assert len(rows()) == 7


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[3])
@pytest.mark.django_db
def test_a_row_of_the_table(row: list[str]) -> None:
    money, credit, price = (int(cell) for cell in row[:3])
    user = make_user()
    order = make_order(make_item(price=price), user=user)
    if credit:
        grant(user=user, amount=credit, reason="", unique_key="gift", now=NOON)
        spend(user=user, amount=credit, order=order, now=NOON)
        state = PaymentState.UNPAID if price > credit else PaymentState.PAID
        Order.objects.filter(pk=order.pk).update(
            credit=credit, total=price - credit, payment_state=state
        )
        order.refresh_from_db()
    for paid in (min(money, order.total), max(0, money - order.total)):
        if paid:
            pay(order, amount=paid)
    for number, text in enumerate(row[3].split(", ")):
        refused = "refused" in text
        asked = {
            "order": order,
            "amount": int(text.split()[0]),
            "reason": "cold",
            "actor": None,
            "now": NOON,
            "unique_key": f"{number}",
        }
        if refused:
            with pytest.raises(CannotRefund):
                refund_order(**asked)
        else:
            refund_order(**asked)
    clerk = manager()
    for part in RefundPart.objects.filter(state=RefundPart.State.BY_HAND):
        pay_out(part=part, recipient="Aline", actor=clerk, now=NOON)
    order.refresh_from_db()
    assert (refundable(order), order.payment_state, balance_of(user)) == (
        int(row[4]),
        row[5],
        int(row[6]),
    )
    assert not Refund.objects.exclude(state=Refund.State.DONE).exists()
