"""How a message leaves the house: e-mail by Django's backend, text messages by the SMS channel."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.utils.html import escape

from site_core.base.mail import html_twin
from site_core.base.sms import get_sms_channel

from .kinds import fill
from .models import Channel, OutboxMessage


def send(message: OutboxMessage) -> None:
    """Hand a message over; whatever the channel raises goes to the caller, who tries again."""
    if message.channel == Channel.SMS:
        get_sms_channel().send(message.recipient, message.body)
        return
    subject = " ".join(message.subject.split())
    mail = EmailMultiAlternatives(
        subject=subject,
        body=message.body,
        to=[message.recipient],
        headers={
            "X-Message-Key": message.unique_key,
            "Content-Language": message.language,
            **message.headers,
        },
    )
    mail.attach_alternative(_html(message, subject), "text/html")
    mail.send()


def _html(message: OutboxMessage, subject: str) -> str:
    if message.shared is None:
        return html_twin(subject=subject, body=message.body, language=message.language)
    values = {name: escape(value) for name, value in message.values.items()}
    return fill(message.shared.html, values)
