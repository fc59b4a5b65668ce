"""What the worker does for this app. Each job may run late, twice, or beside itself."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .birthdays import give_birthday_points
from .expiry import expire_due
from .services import settle_due_orders
from .tiers import evaluate_tiers


@every(minutes=1)
def settle_orders(now: dt.datetime) -> None:
    settle_due_orders(now)


@every(hours=6)
def expire(now: dt.datetime) -> None:
    expire_due(now)


@every(days=1)
def look_at_tiers(now: dt.datetime) -> None:
    evaluate_tiers(now)


@every(hours=6)
def give_birthday_gifts(now: dt.datetime) -> None:
    give_birthday_points(now)
