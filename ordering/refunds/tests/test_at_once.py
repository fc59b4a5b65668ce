"""Refunds of the same money at the same moment, with real threads, on SQLite and PostgreSQL."""

from __future__ import annotations

from functools import partial

import pytest

from ordering.checkout.services import cancel_order
from ordering.orders.states import Role
from ordering.payments.models import Payment
from ordering.refunds.models import Refund, RefundPart
from ordering.refunds.parts import settle_part
from ordering.refunds.services import refund_order
from ordering.testing import NOON, make_item
from tests.concurrency.placing import act_together

from .factories import paid_order

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]


def _deed(order: object, amount: int, key: str) -> partial[Refund]:
    return partial(
        refund_order,
        order=order,  # type: ignore[arg-type]
        amount=amount,
        reason="cold",
        actor=None,
        now=NOON,
        unique_key=key,
        way="cash",
    )


def test_ten_refunds_of_a_third_at_once_give_back_three() -> None:
    order = paid_order(make_item(price=999))
    outcomes = act_together([_deed(order, 333, f"at once:{number}") for number in range(10)])
    assert sorted(outcomes) == ["CannotRefund"] * 7 + ["done"] * 3
    assert Payment.objects.get().refunded == 999


def test_one_click_ten_times_and_a_cancellation_give_back_once() -> None:
    order = paid_order(make_item(price=1_000))
    cancel = partial(cancel_order, order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    outcomes = act_together([*[_deed(order, 1_000, "click")] * 6, cancel])
    # Whichever comes first, the other finds nothing left.
    assert outcomes in (["done"] * 7, ["CannotRefund"] * 6 + ["done"])
    assert (Payment.objects.get().refunded, Refund.objects.count()) == (1_000, 1)


def test_a_part_is_settled_by_one_of_many_tellers() -> None:
    order = paid_order(make_item(price=1_000))
    _deed(order, 1_000, "one")()
    part = RefundPart.objects.get()
    tell = partial(settle_part, part=part, succeeded=False, now=NOON)
    assert act_together([tell] * 6) == ["done"] * 6
    assert Payment.objects.get().refunded == 0
