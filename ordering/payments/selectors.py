"""Reading payments: what came in for an order, what is still owed, and what is under way."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Q, Sum

from ordering.orders.models import Order

from .models import OPEN, Payment, Status


def captured(order: Order) -> int:
    """RWF that arrived for an order, by whatever methods; what was given back still counts."""
    received = order.payments.filter(status=Status.SUCCEEDED).aggregate(sum=Sum("amount"))["sum"]
    return received or 0


def kept(order: Order) -> int:
    """RWF that arrived and were not given back."""
    sums = order.payments.filter(status=Status.SUCCEEDED).aggregate(
        received=Sum("amount"), refunded=Sum("refunded")
    )
    return (sums["received"] or 0) - (sums["refunded"] or 0)


def owed(order: Order) -> int:
    """RWF of the total that the house does not hold."""
    return max(0, order.total - kept(order))


def open_payment(order: Order) -> Payment | None:
    """The newest attempt that may still succeed and that the customer is asked for."""
    return order.payments.filter(status__in=OPEN).order_by("-pk").first()


def last_payment(order: Order) -> Payment | None:
    return order.payments.order_by("-pk").first()


def hold_ends(order: Order) -> dt.datetime | None:
    """Until when an unpaid order waits: as long as any of its attempts allows."""
    ends: dt.datetime | None = order.payments.aggregate(ends=Max("expires_at"))["ends"]
    return ends


def payer_of(order: Order) -> str:
    """The name of whoever else paid; "" when nobody else did."""
    paid = order.payments.filter(~Q(payer_name=""), status=Status.SUCCEEDED)
    return paid.order_by("pk").values_list("payer_name", flat=True).first() or ""
