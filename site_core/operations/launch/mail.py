"""Mail: whether the server takes our name and password. Nothing is sent by looking."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection

from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILE_SMS = "site_core.base.sms.FileSms"
TIMEOUT = 10


@group("messages", "Mail and text messages", order=70)
def look_at_mail(now: datetime) -> Iterable[Finding]:
    if settings.EMAIL_BACKEND != SMTP:
        yield error("mail server", "No mail leaves this machine: set EMAIL_URL=smtp+tls://...")
        return
    connection = get_connection(timeout=TIMEOUT)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as problem:
        words = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} ({type(problem).__name__})"
        yield error("mail server", f"Does not let us in at {words}: see EMAIL_URL.")
    else:
        connection.close()
        yield well("mail server")


@group("messages", "Mail and text messages", order=70)
def look_at_sender(now: datetime) -> Iterable[Finding]:
    if settings.EMAIL_BACKEND == SMTP and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield warning("mail in secret", "Passwords travel in the open: EMAIL_URL=smtp+tls://...")
    else:
        yield well("mail in secret")
    if settings.SMS_CHANNEL == FILE_SMS:
        advice = "Text messages are only written to a file: set SMS_CHANNEL, or go without."
        yield warning("text messages", advice)
    else:
        yield well("text messages")
