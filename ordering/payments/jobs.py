"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .asking import poll_due


@every(seconds=2)
def ask_providers(now: dt.datetime) -> None:
    poll_due(now)
