"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .messages import ask_for_ratings


@every(minutes=5)
def ask_how_it_was(now: dt.datetime) -> None:
    ask_for_ratings(now)
