"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .services import sweep_stale_carts


@every(minutes=60)
def sweep_carts(now: dt.datetime) -> None:
    sweep_stale_carts(now)
