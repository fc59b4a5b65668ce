"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from . import consent, sending


@every(seconds=5)
def send_campaigns(now: dt.datetime) -> None:
    sending.send_campaigns(now)


@every(minutes=1)
def note_bounces(now: dt.datetime) -> None:
    consent.note_bounces(now)
