"""Tiers: which one the money of the last twelve months reaches, looked at every day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from .arithmetic import tier_for
from .messages import tell_tier
from .models import OrderPoints, PointsAccount
from .rules import rules_at
from .selectors import window_start


def evaluate_tiers(now: dt.datetime) -> int:
    """Raise and lower every account's tier, and tell; returns how many changed.

    Safe to repeat and beside itself: the UPDATE asks for the tier that was seen. One query, and
    three for each account that changes.
    """
    rules = rules_at(now)
    counted = OrderPoints.objects.filter(account=OuterRef("pk"), counted_at__gt=window_start(now))
    sums = counted.values("account").annotate(sum=Sum("paid")).values("sum")
    accounts = PointsAccount.objects.select_related("user").annotate(
        spent=Coalesce(Subquery(sums, output_field=IntegerField()), 0)
    )
    changed = 0
    for account in accounts.order_by("pk").iterator(chunk_size=1_000):
        tier = tier_for(account.spent, rules=rules)
        if tier != account.tier:
            changed += _move(account, tier, now)
    return changed


def _move(account: PointsAccount, tier: str, now: dt.datetime) -> bool:
    before = account.tier
    with transaction.atomic():
        won = PointsAccount.objects.filter(pk=account.pk, tier=before).update(
            tier=tier, tier_since=now
        )
        if won:
            account.tier = tier
            tell_tier(account, before=before, now=now)
    return bool(won)
