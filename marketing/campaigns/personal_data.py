"""Consent to letters, and who got which."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import ConsentEvent, Subscriber


def _subscribers(subject: Subject) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(subject.has_email("email"))


def _read(subject: Subject) -> list[Record]:
    events = ConsentEvent.objects.filter(subscriber__in=_subscribers(subject))
    return list(
        events.order_by("at", "pk").values(
            "subscriber__email", "kind", "source", "wording", "language", "at"
        )
    )


def _forget(subject: Subject) -> None:
    _subscribers(subject).delete()


HOLDER = Holder(
    code="letters",
    label=_("Letters from the kitchen: what you agreed to"),
    models=("campaigns.Subscriber", "campaigns.ConsentEvent", "campaigns.Recipient"),
    read=_read,
    forget=_forget,
)
