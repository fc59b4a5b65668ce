"""How a message leaves the house: e-mail by Django's backend, text messages by the SMS channel."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives

from site_core.base.mail import html_twin
from site_core.base.sms import get_sms_channel

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
        headers={"X-Message-Key": message.unique_key, "Content-Language": message.language},
    )
    html = html_twin(subject=subject, body=message.body, language=message.language)
    mail.attach_alternative(html, "text/html")
    mail.send()
