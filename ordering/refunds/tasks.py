"""The queue of money that a person has to look at."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from ordering.orders.models import Order
from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import RefundTask


class TaskSettled(DomainError):
    """Somebody has closed this task already."""


def open_refund_task(
    *, order: Order, amount: int, reason: str, now: dt.datetime, unique_key: str = ""
) -> RefundTask:
    """Ask a person to look at `amount` RWF of an order. Writes one row and calls nobody.

    Safe to repeat: the same key (by default: this order, amount and reason) opens one task.
    """
    key = unique_key or f"{order.code}:{amount}:{reason}"
    return RefundTask.objects.get_or_create(
        unique_key=key[:100],
        defaults={
            "order": order,
            "amount": amount,
            "reason": reason[:200],
            "state": RefundTask.State.OPEN,
            "opened_at": now,
        },
    )[0]


def settle_task(
    *,
    task: RefundTask,
    state: RefundTask.State,
    outcome: str,
    actor: User | None,
    now: dt.datetime,
) -> None:
    """Close a task. Raises TaskSettled when somebody was faster, and changes nothing."""
    won = RefundTask.objects.filter(pk=task.pk, state=RefundTask.State.OPEN).update(
        state=state, outcome=outcome[:200], settled_by=actor, settled_at=now
    )
    if not won:
        raise TaskSettled(_("Somebody has closed this one already."))
    task.refresh_from_db()
