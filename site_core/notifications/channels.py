"""How a message leaves the house: e-mail by Django's backend, text messages by the SMS channel."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from site_core.base.sms import get_sms_channel

from .models import Channel, OutboxMessage

LINK = re.compile(r"^https?://\S+$")


def send(message: OutboxMessage) -> None:
    """Hand a message over; whatever the channel raises goes to the caller, who tries again."""
    if message.channel == Channel.SMS:
        get_sms_channel().send(message.recipient, message.body)
        return
    mail = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()),
        body=message.body,
        to=[message.recipient],
        headers={"X-Message-Key": message.unique_key, "Content-Language": message.language},
    )
    mail.attach_alternative(_html(message), "text/html")
    mail.send()


def _html(message: OutboxMessage) -> str:
    """The same words in one column; a paragraph that is nothing but a link becomes a button."""
    paragraphs = [part.strip() for part in message.body.split("\n\n") if part.strip()]
    return render_to_string(
        "notifications/email.html",
        {
            "subject": message.subject,
            "language": message.language,
            "paragraphs": [
                {"text": part, "is_link": bool(LINK.match(part))} for part in paragraphs
            ],
            "base_url": settings.SITE_BASE_URL,
        },
    )
