"""What people wait for: orders that nobody cooks, payments that nobody knows, money to give back."""

from __future__ import annotations

from datetime import datetime, timedelta

from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.payments.models import Payment, Status
from site_core.base.findings import Finding, warning, well
from site_core.base.watch import watched

# A promise that is broken by more than this is not just a busy lunch.
LATE_AFTER = timedelta(minutes=30)
# By then a provider has answered, or will not.
UNKNOWN_AFTER = timedelta(hours=1)
ON_THE_WAY = (State.CONFIRMED, State.PREPARING, State.READY, State.OUT_FOR_DELIVERY)


@watched
def look_at_orders(now: datetime) -> Finding:
    """Orders that should long be with their eater."""
    late = Order.objects.filter(state__in=ON_THE_WAY, promised_until__lt=now - LATE_AFTER).count()
    if not late:
        return well("orders")
    advice = f"{late} are more than half an hour late: call the kitchen, see Sales > Orders."
    return warning("orders", advice)


@watched
def look_at_payments(now: datetime) -> Finding:
    """Payments of which nobody knows how they ended."""
    waiting = Payment.objects.filter(
        status__in=(Status.UNKNOWN, Status.REVIEW), created_at__lt=now - UNKNOWN_AFTER
    ).count()
    if not waiting:
        return well("payments")
    advice = f"{waiting} are unclear for over an hour: decide each under Money > Payments."
    return warning("payments", advice)
