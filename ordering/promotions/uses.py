"""The names of the counters that limit a promotion. Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.crypto import salted_hmac

from ordering.delivery.schedule import today

from .values import Customer

ALL = "all"


def day_key(now: dt.datetime) -> str:
    """The day in Kigali on which it was used."""
    return f"day:{today(now).isoformat()}"


def customer_keys(customer: Customer) -> list[str]:
    """Both, where both are known: neither a second account nor a second phone doubles a limit.

    The number is kept as a keyed digest: counters outlive accounts and need not know it.
    """
    keys = []
    if customer.user_id is not None:
        keys.append(f"account:{customer.user_id}")
    if customer.phone:
        digest = salted_hmac("ordering.promotions.phone", customer.phone, algorithm="sha256")
        keys.append(f"phone:{digest.hexdigest()}")
    return keys


def all_keys(customer: Customer, now: dt.datetime) -> list[str]:
    """Every counter of a use, in the order in which all uses lock them."""
    return [ALL, day_key(now), *customer_keys(customer)]
