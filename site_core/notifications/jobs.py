"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .services import send_due


@every(seconds=2)
def send_messages(now: dt.datetime) -> None:
    send_due(now)
