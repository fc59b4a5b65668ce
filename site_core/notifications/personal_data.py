"""Messages that were sent, or wait to be."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import OutboxMessage


def _messages(subject: Subject) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(
        Q(recipient__in=subject.phones) | subject.has_email("recipient")
    )


def _read(subject: Subject) -> list[Record]:
    rows = _messages(subject).order_by("created_at", "pk")
    return list(rows.values("channel", "recipient", "subject", "body", "state", "created_at"))


def _forget(subject: Subject) -> None:
    _messages(subject).delete()


HOLDER = Holder(
    code="messages",
    label=_("Messages that we sent you"),
    models=("notifications.OutboxMessage",),
    read=_read,
    forget=_forget,
)
