"""The outbox for Prometheus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min
from prometheus_client.metrics_core import Metric

from site_core.base.metrics.read import figures, gauge, gauges

from .models import OutboxMessage


@figures
def read_outbox(now: datetime) -> Iterable[Metric]:
    State = OutboxMessage.State
    found = dict(OutboxMessage.objects.order_by().values_list("state").annotate(number=Count("pk")))
    numbers = {state.value: float(found.get(state.value, 0)) for state in State}
    yield gauges("messages", "Messages by state.", "state", numbers)
    due = OutboxMessage.objects.filter(state=State.QUEUED, group="", next_attempt_at__lte=now)
    oldest = due.aggregate(at=Min("next_attempt_at"))["at"]
    lag = (now - oldest).total_seconds() if oldest else 0.0
    yield gauge("outbox_lag_seconds", "Seconds for which the oldest due message waits.", lag)
