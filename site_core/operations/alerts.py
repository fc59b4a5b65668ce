"""Who is told when something breaks: one mail when it begins, one when it is over.

These mails do not take the way of the outbox: that the outbox stands still is one of the things
that they tell. The worker sends them; when it is silent, whoever runs its jobs in its stead does
(`run_worker --once` on a timer). Both may run at the same time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from site_core.base.findings import Finding, Level
from site_core.base.mail import html_twin
from site_core.base.watch import look_at_everything

from .models import Incident

logger = logging.getLogger(__name__)

# Shorter troubles wake nobody: a restart, a slow minute.
TELL_AFTER = timedelta(minutes=2)
KEEP = timedelta(days=365)
OPS_PAGE = "/cms/operations/"


def note_incidents(findings: Iterable[Finding], *, now: datetime) -> None:
    """Open an incident for what is not well, end those that are over. Safe to repeat."""
    for found in findings:
        still_open = Incident.objects.filter(name=found.name, ended_at=None)
        if found.ok:
            still_open.update(ended_at=now)
        elif not still_open.update(advice=found.advice, level=found.level):
            try:
                with transaction.atomic():
                    Incident.objects.create(
                        name=found.name, level=found.level, advice=found.advice, began_at=now
                    )
            except IntegrityError:
                # Somebody else has just opened it.
                continue


def send_alerts(now: datetime) -> int:
    """Look, note, and tell what has to be told. Returns how many mails left.

    A row is claimed by a conditional update before its mail leaves, so two that run at once tell it
    once; a mail that fails gives the row back for the next turn.
    """
    note_incidents(look_at_everything(now), now=now)
    Incident.objects.filter(ended_at__lt=now - KEEP).delete()
    if not settings.ALERT_EMAILS:
        return 0
    begun = Incident.objects.filter(ended_at=None, told_at=None, began_at__lte=now - TELL_AFTER)
    over = Incident.objects.exclude(ended_at=None).exclude(told_at=None).filter(over_told_at=None)
    sent = sum(_tell(incident, "told_at", now) for incident in begun.order_by("began_at", "pk"))
    return sent + sum(_tell(incident, "over_told_at", now) for incident in over.order_by("pk"))


def _tell(incident: Incident, column: str, now: datetime) -> bool:
    row = Incident.objects.filter(pk=incident.pk)
    if not row.filter(**{column: None}).update(**{column: now}):
        return False
    subject, body = words(incident)
    mail = EmailMultiAlternatives(subject, body, to=list(settings.ALERT_EMAILS))
    mail.attach_alternative(html_twin(subject=subject, body=body, language="en"), "text/html")
    try:
        mail.send()
    except Exception:
        logger.exception("The alert about %s did not leave; it is tried again.", incident.name)
        row.update(**{column: None})
        return False
    return True


def words(incident: Incident) -> tuple[str, str]:
    """Subject and text. Plain English, as the findings are; the link leads to the ops page."""
    link = f"{settings.SITE_BASE_URL}{OPS_PAGE}"
    began = _clock(incident.began_at)
    if incident.ended_at is None:
        kind = "Broken" if incident.level == Level.ERROR else "To do"
        return (
            f"{kind}: {incident.name}",
            f"{incident.advice}\n\nIt began at {began}. You get one more mail when it is over."
            f"\n\n{link}",
        )
    minutes = int((incident.ended_at - incident.began_at).total_seconds() // 60)
    return (
        f"Well again: {incident.name}",
        f"It began at {began} and was over at {_clock(incident.ended_at)}, "
        f"after {minutes} minutes.\n\nWhat it was: {incident.advice}\n\n{link}",
    )


def _clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M on %d %B}"
