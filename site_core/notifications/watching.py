"""Messages that should have left, and those that never will."""

from __future__ import annotations

from datetime import datetime, timedelta

from site_core.base.findings import Finding, warning, well
from site_core.base.watch import watched

from .models import OutboxMessage

LATE_AFTER = timedelta(minutes=10)
# What was given up longer ago was seen, or nobody minds.
RECENT = timedelta(days=1)


@watched
def look_at_messages(now: datetime) -> Finding:
    State = OutboxMessage.State
    # Letters to many wait for their turn; each of these was promised to somebody.
    ours = OutboxMessage.objects.filter(group="")
    late = ours.filter(state=State.QUEUED, created_at__lt=now - LATE_AFTER).count()
    lost = ours.filter(state=State.GIVEN_UP, created_at__gte=now - RECENT).count()
    if not late and not lost:
        return well("messages")
    advice = (
        f"{late} wait for more than ten minutes and {lost} were given up in a day: see EMAIL_URL "
        "and the worker's log, then send them again under Sales > Messages sent."
    )
    return warning("messages", advice)
