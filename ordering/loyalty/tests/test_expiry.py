"""Points expire once, first in first out, and are announced."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.loyalty.expiry import expire_points
from ordering.loyalty.models import PointsEntry
from ordering.loyalty.selectors import usable_points, wrong_lots
from ordering.testing import NOON, make_user
from site_core.notifications.models import OutboxMessage

from .factories import account, give, order_of

pytestmark = pytest.mark.django_db
# The last day of points of NOON.
LAST = dt.date(2027, 11, 23)


def _at(day: dt.date) -> dt.datetime:
    return NOON.replace(year=day.year, month=day.month, day=day.day)


def test_points_can_be_used_on_their_last_day_and_not_after() -> None:
    user = make_user()
    give(user, 100)
    assert expire_points(date=LAST, now=_at(LAST)).points == 0
    assert usable_points(user, _at(LAST)) == 100
    next_day = LAST + dt.timedelta(days=1)
    assert usable_points(user, _at(next_day)) == 0
    done = expire_points(date=next_day, now=_at(next_day))
    assert (done.accounts, done.points) == (1, 100)
    assert expire_points(date=next_day, now=_at(next_day)).points == 0
    assert PointsEntry.objects.filter(kind="expire").count() == 1
    assert account(user).balance == 0


def test_the_oldest_points_are_used_first() -> None:
    user = make_user()
    give(user, 100, now=NOON - dt.timedelta(days=30))
    give(user, 100)
    order_of(user, 1_500, use_points=True)
    assert account(user).balance == 50
    later = LAST - dt.timedelta(days=10)
    assert expire_points(date=later, now=_at(later)).points == 0
    assert not wrong_lots().exists()


def test_what_expired_last_night_pays_nothing_although_the_sweep_is_late() -> None:
    user = make_user()
    give(user, 100, now=NOON - dt.timedelta(days=367))
    assert order_of(user, use_points=True).points_credit == 0


def test_one_warning_two_weeks_before_speaks_of_the_week_after_too() -> None:
    user = make_user()
    give(user, 100)
    give(user, 50, now=NOON + dt.timedelta(days=5))
    give(user, 25, now=NOON + dt.timedelta(days=30))
    early = LAST - dt.timedelta(days=15)
    assert expire_points(date=early, now=_at(early)).warned == 0
    day = LAST - dt.timedelta(days=14)
    assert expire_points(date=day, now=_at(day)).warned == 1
    assert expire_points(date=day, now=_at(day)).warned == 0
    message = OutboxMessage.objects.get(key="points_expiring")
    assert "150 of your points" in message.body
