"""What a manager should look at: points by hand that look as if the limit was walked around."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Sum

from site_core.users.models import User

from .models import Adjustment, PointsAccount
from .rules import rules_at

DAYS = 30


@dataclass(frozen=True, slots=True)
class SuddenPoints:
    """One account got more within a month than one person may give at once; `actors` gave it."""

    account: PointsAccount
    actors: tuple[User, ...]
    points: int
    count: int


def sudden_adjustments(now: dt.datetime) -> list[SuddenPoints]:
    """Of points that no second person agreed to, whoever gave them. Largest first; four queries."""
    since, limit = now - dt.timedelta(days=DAYS), rules_at(now).second_person_above
    given = Adjustment.objects.filter(
        state=Adjustment.State.DONE, points__gt=0, points__lte=limit, settled_at__gt=since
    )
    rows = list(
        given.values("account")
        .annotate(sum=Sum("points"), count=Count("pk"))
        .filter(sum__gt=limit)
        .order_by("-sum", "account")[:50]
    )
    found = [row["account"] for row in rows]
    accounts = PointsAccount.objects.select_related("user").in_bulk(found)
    actors: dict[int, dict[int, User]] = defaultdict(dict)
    for one in given.filter(account__in=found).select_related("requested_by").order_by("pk"):
        if one.requested_by is not None:
            actors[one.account_id][one.requested_by.pk] = one.requested_by
    return [
        SuddenPoints(accounts[pk], tuple(actors[pk].values()), row["sum"], row["count"])
        for pk, row in zip(found, rows, strict=True)
    ]
