"""What the customer's page of a ticket reads."""

from __future__ import annotations

from django.db.models import QuerySet

from .models.tickets import Ticket, TicketEntry


def shown_entries(ticket: Ticket) -> QuerySet[TicketEntry]:
    """What the customer may read: what they said and what we answered, never our notes."""
    return ticket.entries.exclude(kind__in=TicketEntry.INTERNAL).order_by("at", "pk")
