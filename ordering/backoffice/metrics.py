"""What the house sells, for Prometheus: counts, never who or what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Sum
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from ordering.catalogue.models import DailyPortions
from ordering.delivery.models import SlotDay
from ordering.delivery.schedule import today
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.payments.models import Payment
from ordering.refunds.models import RefundTask
from site_core.base.metrics.read import figures, gauge, gauges

# Orders and payments of the last day: a figure over all time only ever grows.
LATELY = timedelta(days=1)


@figures
def read_orders(now: datetime) -> Iterable[Metric]:
    rows = (
        Order.objects.filter(placed_at__gte=now - LATELY)
        .order_by()
        .values_list("state")
        .annotate(how_many=Count("pk"))
    )
    found = dict(rows)
    numbers = {state.value: float(found.get(state.value, 0)) for state in State}
    yield gauges("orders", "Orders placed within a day, by state.", "state", numbers)


@figures
def read_payments(now: datetime) -> Iterable[Metric]:
    family = GaugeMetricFamily(
        "dusangire_payments",
        "Attempts to pay begun within a day, by method and outcome.",
        labels=["method", "outcome"],
    )
    rows = (
        Payment.objects.filter(created_at__gte=now - LATELY)
        .values("method", "status")
        .annotate(how_many=Count("pk"))
        .order_by("method", "status")
    )
    for row in rows:
        family.add_metric([row["method"], row["status"]], row["how_many"])
    yield family
    open_tasks = RefundTask.objects.filter(state=RefundTask.State.OPEN).count()
    yield gauge("refund_tasks", "Refunds that wait for a person.", open_tasks)


@figures
def read_portions(now: datetime) -> Iterable[Metric]:
    date = today(now)
    dishes = DailyPortions.objects.filter(date=date).aggregate(
        all=Sum("portions"), taken=Sum("taken")
    )
    slots = SlotDay.objects.filter(date=date).aggregate(all=Sum("capacity"), taken=Sum("taken"))
    for name, what, sums in (
        ("portions", "Portions of counted dishes today", dishes),
        ("slot_places", "Places in the slots of today that were asked for", slots),
    ):
        taken, everything = sums["taken"] or 0, sums["all"] or 0
        values = {"taken": float(taken), "left": float(everything - taken)}
        yield gauges(name, f"{what}, taken and left.", "what", values)
