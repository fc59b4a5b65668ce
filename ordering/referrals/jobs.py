"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .services import pay_rewards, settle_referrals


@every(minutes=10)
def settle(now: dt.datetime) -> None:
    settle_referrals(now)
    pay_rewards(now)
