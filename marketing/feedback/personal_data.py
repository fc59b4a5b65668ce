"""What somebody wrote to the support desk, and what they were answered."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.notifications.models import OutboxMessage
from site_core.users.privacy import Holder, Record, Subject

from .models import Ticket, TicketEntry


def _tickets(subject: Subject) -> QuerySet[Ticket]:
    whose = subject.has_email("email") | Q(phone__in=subject.phones)
    if subject.user is not None:
        whose |= Q(user=subject.user)
    return Ticket.objects.filter(whose)


def _said(subject: Subject) -> QuerySet[TicketEntry]:
    """Without what the desk notes for itself."""
    entries = TicketEntry.objects.filter(ticket__in=_tickets(subject))
    return entries.exclude(kind__in=TicketEntry.INTERNAL)


def _read(subject: Subject) -> list[Record]:
    entries = _said(subject).order_by("ticket", "at", "pk")
    return list(
        entries.values(
            "ticket",
            "ticket__name",
            "ticket__email",
            "ticket__phone",
            "kind",
            "text",
            "photo",
            "at",
        )
    )


def _photos(subject: Subject) -> list[FieldFile]:
    return [entry.photo for entry in _said(subject).exclude(photo="")]


def _forget(subject: Subject) -> None:
    """Also what anybody wrote about this person's orders: it tells of them."""
    gone = Ticket.objects.filter(
        Q(pk__in=_tickets(subject)) | Q(order__in=orders_of(subject))
    ).distinct()
    for ticket in gone:
        told = [f"ticket_received:{ticket.pk}:", f"ticket_reopened:{ticket.pk}:"]
        answers = ticket.entries.filter(kind=TicketEntry.Kind.ANSWER)
        told += [f"ticket_answered:{pk}:" for pk in answers.values_list("pk", flat=True)]
        for key in told:
            OutboxMessage.objects.filter(unique_key__startswith=key).delete()
        ticket.delete()


HOLDER = Holder(
    code="support",
    label=_("What you wrote to us, and our answers"),
    models=("feedback.Ticket", "feedback.TicketEntry"),
    read=_read,
    forget=_forget,
    photos=_photos,
)
