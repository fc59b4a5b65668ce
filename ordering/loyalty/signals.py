"""What a manager should look at: points by hand that look as if the limit was walked around."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Sum

from site_core.users.models import User

from .models import Adjustment, PointsAccount
from .rules import rules_at

DAYS = 30


@dataclass(frozen=True, slots=True)
class SuddenPoints:
    """One person gave one account more within a month than they may at once."""

    account: PointsAccount
    actor: User | None
    points: int
    count: int


def sudden_adjustments(now: dt.datetime) -> list[SuddenPoints]:
    """Largest first. Four queries."""
    since, limit = now - dt.timedelta(days=DAYS), rules_at(now).second_person_above
    given = Adjustment.objects.filter(
        state=Adjustment.State.DONE, points__gt=0, points__lte=limit, settled_at__gt=since
    )
    rows = list(
        given.values("account", "requested_by")
        .annotate(sum=Sum("points"), count=Count("pk"))
        .filter(sum__gt=limit)
        .order_by("-sum", "account")[:50]
    )
    accounts = PointsAccount.objects.select_related("user").in_bulk({r["account"] for r in rows})
    actors = User.objects.in_bulk({r["requested_by"] for r in rows if r["requested_by"]})
    return [
        SuddenPoints(
            accounts[row["account"]], actors.get(row["requested_by"]), row["sum"], row["count"]
        )
        for row in rows
    ]
