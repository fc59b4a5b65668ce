"""Mail that came back: which message it was, by the key that every mail of ours carries.

A mailbox program hands over the whole report (RFC 3464). Only a report that says for good, with a
status of 5.x.x, counts; "delayed" and out-of-office notes change nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_string

from .models import OutboxMessage

KEY = re.compile(r"^X-Message-Key:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
STATUS = re.compile(r"^Status:\s*5\.\d{1,3}\.\d{1,3}", re.MULTILINE | re.IGNORECASE)
# Reports quote the letter; a few hundred kilobytes are plenty.
LONGEST = 500_000


def key_of_report(report: str) -> str:
    """The key of the message that a report gives up, or nothing for any other mail."""
    text = report[:LONGEST]
    if message_from_string(text).get_content_type() != "multipart/report":
        return ""
    found = KEY.search(text)
    return found[1] if found and STATUS.search(text) else ""


def record_bounce(*, unique_key: str, now: dt.datetime) -> bool:
    """Mark a message that was sent as come back. False, and nothing changed, when it is not known
    as sent: an unknown key, or a report that arrives twice."""
    return bool(
        OutboxMessage.objects.filter(unique_key=unique_key, state=OutboxMessage.State.SENT).update(
            state=OutboxMessage.State.BOUNCED, bounced_at=now, error="Came back"
        )
    )
