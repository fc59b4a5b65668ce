"""The queue of money to look at: opened once, closed once."""

from __future__ import annotations

import pytest

from ordering.refunds.models import RefundTask
from ordering.refunds.tasks import TaskSettled, open_refund_task, settle_task
from ordering.testing import NOON, make_order, make_user

pytestmark = pytest.mark.django_db


def test_the_same_money_for_the_same_reason_opens_one_task() -> None:
    order = make_order()
    first = open_refund_task(order=order, amount=500, reason="paid twice", now=NOON)
    assert open_refund_task(order=order, amount=500, reason="paid twice", now=NOON) == first
    assert open_refund_task(order=order, amount=600, reason="paid twice", now=NOON) != first


def test_a_task_is_closed_once() -> None:
    task = open_refund_task(order=make_order(), amount=500, reason="paid twice", now=NOON)
    first, second = make_user("First"), make_user("Second")
    closing = {"state": RefundTask.State.DISMISSED, "now": NOON}
    settle_task(task=task, outcome="kept by agreement", actor=first, **closing)
    with pytest.raises(TaskSettled):
        settle_task(task=task, outcome="another word", actor=second, **closing)
    task.refresh_from_db()
    assert (task.settled_by, task.outcome) == (first, "kept by agreement")
