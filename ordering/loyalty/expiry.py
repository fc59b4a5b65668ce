"""Points that nobody used in time: first in, first out, once, and announced before."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from ordering.delivery.schedule import today as today_in_kigali

from .ledger import Kind, lock_account, post
from .messages import tell_expiring
from .models import PointsAccount, PointsLot
from .rules import rules_at

# What comes back, points or a coupon, can be used this long at least.
GRACE = dt.timedelta(days=14)
logger = logging.getLogger(__name__)

# Whoever is written to hears at once of all that expires in the week after, and not every day.
WITH_IT = dt.timedelta(days=7)


def expired_lots(date: dt.date) -> dict[int, int]:
    """Points that can no longer be used on `date`, by account. One query."""
    lots = PointsLot.objects.filter(left__gt=0, expires_on__lt=date)
    rows = lots.values_list("account").annotate(Sum("left")).order_by("account")
    return dict(rows)


def expire_account(*, account_id: int, today: dt.date, now: dt.datetime) -> int:
    """Take away what the account did not use in time; returns how many. Safe to repeat.

    The lots that expire are the first that any use would take, so the ledger takes just those.
    """
    with transaction.atomic():
        account = lock_account(account_id)
        lots = account.lots.filter(left__gt=0, expires_on__lt=today)
        points: int = lots.aggregate(sum=Sum("left"))["sum"] or 0
        if points == 0:
            return 0
        last = lots.order_by("-pk").values_list("pk", flat=True)[0]
        _entry, is_new = post(
            account_id=account_id,
            kind=Kind.EXPIRE,
            points=-points,
            unique_key=f"expire:{account_id}:{today:%Y-%m-%d}:{last}",
            rules=rules_at(now),
            now=now,
        )
    return points if is_new else 0


@dataclass(frozen=True, slots=True)
class Expired:
    accounts: int
    points: int
    warned: int
    failed: int = 0


def expire_points(*, date: dt.date, now: dt.datetime) -> Expired:
    """Everything that is due on `date`, an account a transaction, and the warnings. Repeatable.

    One account that fails is logged and counted, and stops no other.
    """
    accounts = points = failed = 0
    for account_id in expired_lots(date):
        try:
            taken = expire_account(account_id=account_id, today=date, now=now)
        except Exception:
            logger.exception("Points of account %d could not be expired.", account_id)
            failed += 1
            continue
        accounts, points = accounts + bool(taken), points + taken
    return Expired(accounts, points, warn(date=date, now=now), failed)


def expire_due(now: dt.datetime) -> Expired:
    return expire_points(date=today_in_kigali(now), now=now)


def lots_to_warn(date: dt.date, days: int) -> dict[int, list[PointsLot]]:
    """By account: what expires soon and was not announced, where something is due to be. One query."""
    until = date + dt.timedelta(days=days)
    lots = PointsLot.objects.filter(
        left__gt=0, warned_at=None, expires_on__gte=date, expires_on__lte=until + WITH_IT
    )
    by_account: dict[int, list[PointsLot]] = defaultdict(list)
    for lot in lots.order_by("account", "expires_on", "pk"):
        by_account[lot.account_id].append(lot)
    return {pk: lots for pk, lots in by_account.items() if lots[0].expires_on <= until}


def warn(*, date: dt.date, now: dt.datetime) -> int:
    """Write to whoever is about to lose points; returns to how many. Safe to repeat."""
    due = lots_to_warn(date, rules_at(now).warning_days)
    accounts = PointsAccount.objects.select_related("user").in_bulk(list(due))
    warned = 0
    for account_id, lots in due.items():
        with transaction.atomic():
            # The conditional update stops two sweeps from writing twice.
            won = PointsLot.objects.filter(pk__in=[lot.pk for lot in lots], warned_at=None).update(
                warned_at=now
            )
            if won:
                tell_expiring(accounts[account_id], lots, now=now)
                warned += 1
    return warned
