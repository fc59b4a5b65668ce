"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .eaters import sweep_unused_eaters


@every(days=1)
def sweep_eaters(now: dt.datetime) -> None:
    sweep_unused_eaters(now)
