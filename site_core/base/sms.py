"""Text messages: one small protocol, a channel for the screen and one for a file.

A network's gateway is one more class with `send`; the setting SMS_CHANNEL names the one in use.
Numbers and texts never reach the log: a text may carry a code that opens an account.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


class SmsChannel(Protocol):
    def send(self, to: str, text: str) -> None:
        """Hand `text` to the network for `to` (E.164). Raises OSError when it was not taken."""


class ConsoleSms:
    """Shows the text on standard output, for somebody who develops alone."""

    def send(self, to: str, text: str) -> None:
        sys.stdout.write(f"SMS to {to}: {text}\n")
        sys.stdout.flush()


class FileSms:
    """Appends one JSON line per text to settings.SMS_FILE, which only its owner may read."""

    def send(self, to: str, text: str) -> None:
        path = Path(settings.SMS_FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600, exist_ok=True)
        line = json.dumps(
            {"at": timezone.now().isoformat(), "to": to, "text": text}, ensure_ascii=False
        )
        with path.open("a", encoding="utf-8") as handle:
            handle.write(f"{line}\n")


def get_sms_channel() -> SmsChannel:
    """The channel that settings.SMS_CHANNEL names."""
    channel: SmsChannel = import_string(settings.SMS_CHANNEL)()
    return channel
