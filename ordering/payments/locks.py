"""In which order the rows of an order's money are locked."""

from __future__ import annotations

from ordering.orders.models import Order

from .models import Payment


def lock_money(order_id: int) -> Order:
    """Lock the payments of an order by their keys, then the order; returns it as it is now.

    Whoever decides about an order's money takes the locks in this one order, so that none waits
    for another for ever. SQLite knows no such locks and needs none: its transactions write one
    after the other. Inside a transaction only.
    """
    list(Payment.objects.select_for_update().filter(order=order_id).order_by("pk").values("pk"))
    return Order.objects.select_for_update().get(pk=order_id)
