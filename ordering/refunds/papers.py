"""When an order gets its receipt, and a refund its credit note.

A receipt is written when the order is paid and can no longer change: from the moment the kitchen
begins. What is cancelled before is given back whole and needs no paper.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Q, QuerySet

from ordering.credit.models import CreditUse
from ordering.loyalty.selectors import points_returned
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, State
from ordering.payments.selectors import captured
from ordering.receipts.services import issue_credit_note, issue_receipt, noted_of

from .models import Refund
from .selectors import returned

COOKED = (State.PREPARING, State.READY, State.OUT_FOR_DELIVERY, State.DELIVERED, State.FAILED)


def without_receipt() -> QuerySet[Order]:
    """Orders that are paid and past changing, and have no receipt yet; oldest first."""
    final = Q(state__in=COOKED) | Q(state=State.CANCELLED, hold=Order.Hold.USED)
    paid = Q(payment_state__in=[PaymentState.PAID, PaymentState.PARTLY_REFUNDED])
    return Order.objects.filter(final, paid, receipts=None).order_by("placed_at", "pk")


def issue_receipts(now: dt.datetime, *, limit: int = 100) -> int:
    """Write the receipts that are due; returns how many. Safe to repeat and beside itself."""
    written = 0
    for order in without_receipt()[:limit]:
        with transaction.atomic():
            issue_receipt(order=order, now=now)
            _note_the_rest(order, unique_key=f"before:{order.code}", reason="", now=now)
        written += 1
    return written


def note_refund(refund: Refund, *, now: dt.datetime) -> None:
    """The credit note of a refund that is done. Inside its transaction; safe to repeat."""
    gross: dict[int, int] = defaultdict(int)
    for entry in refund.lines.select_related("line"):
        if entry.line is not None:
            gross[entry.line.tax_rate] += entry.amount
    _note_the_rest(
        refund.order,
        unique_key=f"refund:{refund.code}",
        reason=refund.reason,
        now=now,
        gross_by_rate=dict(gross) or None,
    )


def _note_the_rest(
    order: Order,
    *,
    unique_key: str,
    reason: str,
    now: dt.datetime,
    gross_by_rate: dict[int, int] | None = None,
) -> None:
    """Take off the receipt what the house no longer keeps of its price.

    Counted from what is kept, so that giving back a second payment takes nothing off.
    """
    by_credit = CreditUse.objects.filter(order=order).values_list("amount", flat=True).first() or 0
    kept = captured(order) + by_credit - returned(order)
    missing = order.total + by_credit - kept + points_returned(order) - noted_of(order)
    if missing > 0:
        issue_credit_note(
            order=order,
            amount=missing,
            reason=reason,
            unique_key=unique_key,
            now=now,
            gross_by_rate=gross_by_rate,
        )
