"""What the worker does for this app."""

from __future__ import annotations

import datetime as dt

from site_core.base.schedule import every

from .ending import end_finished
from .generating import generate_orders
from .periods import activate_paid
from .renewing import process_renewals
from .settling import check_meals, follow_dishes, settle_meals


@every(seconds=5)
def start_paid_plans(now: dt.datetime) -> None:
    activate_paid(now)


@every(seconds=30)
def settle(now: dt.datetime) -> None:
    settle_meals(now)


@every(seconds=30)
def check_changed(now: dt.datetime) -> None:
    check_meals(now)


@every(minutes=10)
def follow_edited_dishes(now: dt.datetime) -> None:
    follow_dishes(now)


@every(minutes=10)
def generate(now: dt.datetime) -> None:
    generate_orders(now=now)


@every(minutes=30)
def renew(now: dt.datetime) -> None:
    process_renewals(now)
    end_finished(now)
