"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .unpaid import expire_unpaid, place_loose_money, remind_unpaid


@every(seconds=10)
def end_unpaid_orders(now: dt.datetime) -> None:
    remind_unpaid(now)
    expire_unpaid(now)


@every(seconds=5)
def place_money(now: dt.datetime) -> None:
    place_loose_money(now)
