"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .services import thin_out


@every(days=1)
def thin_out_counts(now: dt.datetime) -> None:
    thin_out(now)
