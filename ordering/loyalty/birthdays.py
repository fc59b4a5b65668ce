"""A gift for the birthday of whoever told it and ate with us in the last twelve months."""

from __future__ import annotations

import calendar
import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ordering.delivery.schedule import today
from site_core.users.models import User

from .ledger import Kind, account_of, post
from .messages import tell_birthday
from .models import OrderPoints, PointsAccount
from .rules import rules_at
from .selectors import window_start

# A worker that was silent for some days still brings the gift.
LATE_DAYS = 7


def tell_us_birthday(*, user: User, day: int | None, month: int | None) -> None:
    """Keep day and month, or forget them. The gift comes once a year whatever is changed."""
    account = account_of(user)
    PointsAccount.objects.filter(pk=account.pk).update(birth_day=day, birth_month=month)


def give_birthday_points(now: dt.datetime) -> int:
    """Returns how many gifts were given. Safe to repeat: the key of a gift is account and year."""
    rules = rules_at(now)
    if not rules.birthday_points:
        return 0
    given = 0
    for date in (today(now) - dt.timedelta(days=late) for late in range(LATE_DAYS)):
        for account in _born_on(date, now):
            with transaction.atomic():
                _entry, is_new = post(
                    account_id=account.pk,
                    kind=Kind.BIRTHDAY,
                    points=rules.birthday_points,
                    unique_key=f"birthday:{account.pk}:{date.year}",
                    rules=rules,
                    now=now,
                )
                if is_new:
                    tell_birthday(account, rules.birthday_points, now=now)
            given += is_new
    return given


def _born_on(date: dt.date, now: dt.datetime) -> list[PointsAccount]:
    born = Q(birth_month=date.month, birth_day=date.day)
    if (date.month, date.day) == (2, 28) and not calendar.isleap(date.year):
        born |= Q(birth_month=2, birth_day=29)
    ate = OrderPoints.objects.filter(account=OuterRef("pk"), counted_at__gt=window_start(now))
    accounts = PointsAccount.objects.filter(born, Exists(ate), user__is_active=True)
    return list(accounts.select_related("user").order_by("pk"))
