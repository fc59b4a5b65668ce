"""What an error at sending means: try later, the address does not exist, or nobody can tell."""

from __future__ import annotations

import smtplib

# Raised before the mail server had the message in its hands: trying again says nothing twice.
NOTHING_LEFT = (
    ConnectionRefusedError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
)


def is_bounce(error: Exception) -> bool:
    """The server refused the address for good: a code of 500 or more (RFC 5321, 4.2.1)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _text in error.recipients.values())


def may_have_left(error: Exception) -> bool:
    """Whether the message may be with its reader although sending ended in this error."""
    return not isinstance(error, NOTHING_LEFT)
