"""Addresses of a ticket, for messages: the customer's page, the desk, and where answers go."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from .models.tickets import Ticket


def ticket_url(ticket: Ticket) -> str:
    """In the customer's language, unguessable."""
    with override(ticket.language):
        return f"{settings.SITE_BASE_URL}{reverse('ticket', args=[ticket.code])}"


def desk_url(ticket: Ticket) -> str:
    with override("en"):
        return f"{settings.SITE_BASE_URL}{reverse('support_ticket', args=[ticket.pk])}"


def reply_address(ticket: Ticket) -> str:
    """support@x -> support+token@x; nothing where the house takes no letters."""
    name, at, host = settings.SUPPORT_EMAIL.partition("@")
    return f"{name}+{ticket.reply_token}@{host}" if at else ""
