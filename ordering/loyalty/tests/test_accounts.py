"""Tiers, gifts, rewards, adjustments, and what all of it adds up to."""

from __future__ import annotations

import datetime as dt
import io
import json
import uuid

import pytest
from django.core.management import CommandError, call_command

from ordering.loyalty.adjusting import (
    CannotAdjust,
    adjust_points,
    approve_adjustment,
    reject_adjustment,
)
from ordering.loyalty.birthdays import give_birthday_points, tell_us_birthday
from ordering.loyalty.expiry import expire_points
from ordering.loyalty.ledger import NotEnoughPoints
from ordering.loyalty.liability import liability_on
from ordering.loyalty.models import Adjustment, OrderPoints, PointsEntry
from ordering.loyalty.rules import change_rules
from ordering.loyalty.selectors import has_reached, wrong_balances
from ordering.loyalty.signals import sudden_adjustments
from ordering.loyalty.tiers import evaluate_tiers
from ordering.promotions.values import Customer
from ordering.refunds.services import refund_order
from ordering.testing import NOON, make_user
from site_core.notifications.models import OutboxMessage

from .factories import account, deliver, give, order_of

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.mark.parametrize(
    ("spent", "tier"),
    [
        (499_999, "bronze"),
        (500_000, "silver"),
        (1_999_999, "silver"),
        (2_000_000, "gold"),
        (5_000_000, "platinum"),
    ],
)
def test_a_tier_is_reached_at_its_limit(spent: int, tier: str) -> None:
    user = make_user()
    order = deliver(order_of(user))
    OrderPoints.objects.filter(order=order).update(paid=spent)
    evaluate_tiers(NOON)
    assert account(user).tier == tier
    assert has_reached(Customer(user.pk), tier="silver") is (tier != "bronze")


def test_tiers_rise_and_fall_with_twelve_months_and_each_is_told_once() -> None:
    user = make_user()
    order = deliver(order_of(user))
    OrderPoints.objects.filter(order=order).update(paid=600_000)
    assert (evaluate_tiers(NOON), evaluate_tiers(NOON)) == (1, 0)
    last_day = NOON + dt.timedelta(days=364)
    assert evaluate_tiers(last_day) == 0
    assert evaluate_tiers(last_day + dt.timedelta(days=1)) == 1
    assert account(user).tier == "bronze"
    keys = OutboxMessage.objects.filter(key__startswith="tier_").order_by("pk")
    assert list(keys.values_list("key", flat=True)) == ["tier_up", "tier_down"]


def test_a_birthday_gift_comes_once_a_year_to_whoever_ate_with_us() -> None:
    user, stranger = make_user(), make_user()
    for person in (user, stranger):
        tell_us_birthday(user=person, day=NOON.day, month=NOON.month)
    deliver(order_of(user))
    late = NOON + dt.timedelta(days=2)
    assert (give_birthday_points(late), give_birthday_points(late)) == (1, 0)
    # Another day does not bring another gift.
    tell_us_birthday(user=user, day=late.day, month=late.month)
    assert give_birthday_points(late) == 0
    assert account(user).balance == 75
    assert account(stranger).balance == 0


@pytest.mark.parametrize(("year", "day"), [(2027, 28), (2028, 29)])
def test_29_february_is_kept_on_the_28th_in_other_years(year: int, day: int) -> None:
    user = make_user()
    deliver(order_of(user))
    tell_us_birthday(user=user, day=29, month=2)
    birthday = NOON.replace(year=year, month=2, day=day)
    OrderPoints.objects.update(counted_at=birthday - dt.timedelta(days=30))
    days = (birthday - dt.timedelta(days=1), birthday, birthday + dt.timedelta(days=1))
    assert [give_birthday_points(now) for now in days] == [0, 1, 0]


def test_above_the_limit_a_second_person_agrees() -> None:
    user, boss, other = make_user(), make_user("Boss"), make_user("Other")
    made = adjust_points(
        user=user, points=500, reason="sorry", actor=boss, token=uuid.uuid4(), now=NOON
    )
    assert (made.state, account(user).balance) == ("done", 500)
    token = uuid.uuid4()
    for _time in range(2):
        asked = adjust_points(
            user=user, points=501, reason="sorry", actor=boss, token=token, now=NOON
        )
    assert (asked.state, account(user).balance) == ("requested", 500)
    with pytest.raises(CannotAdjust):
        approve_adjustment(adjustment=asked, actor=boss, now=NOON)
    approve_adjustment(adjustment=asked, actor=other, now=NOON)
    assert account(user).balance == 1_001
    with pytest.raises(CannotAdjust):
        reject_adjustment(adjustment=asked, actor=other, now=NOON)


def test_points_that_are_not_there_cannot_be_taken_and_nobody_serves_themselves() -> None:
    user, boss = make_user(), make_user("Boss")
    give(user, 10)
    for points, person, error in ((-11, user, NotEnoughPoints), (5, boss, CannotAdjust)):
        with pytest.raises(error):
            adjust_points(
                user=person, points=points, reason="x", actor=boss, token=uuid.uuid4(), now=NOON
            )
    assert Adjustment.objects.count() == 0
    assert account(user).balance == 10


def test_points_by_hand_that_pass_the_limit_together_are_a_signal() -> None:
    """Also where two people share them out, so that nobody needs a second person."""
    user, boss, other = make_user(), make_user("Boss"), make_user("Other")
    for points in (300, 200):
        adjust_points(
            user=user, points=points, reason="x", actor=boss, token=uuid.uuid4(), now=NOON
        )
    assert sudden_adjustments(NOON) == []
    adjust_points(user=user, points=1, reason="x", actor=other, token=uuid.uuid4(), now=NOON)
    found = sudden_adjustments(NOON)
    assert [(row.account.user, row.actors, row.points, row.count) for row in found] == [
        (user, (boss, other), 501, 3)
    ]
    assert sudden_adjustments(NOON + dt.timedelta(days=31)) == []


def test_what_is_owed_on_a_past_day_never_changes() -> None:
    user, other = make_user(), make_user()
    give(user, 100)
    give(other, 40)
    report = liability_on(TODAY)
    assert (report.accounts, report.outstanding, report.owed, report.worth) == (2, 140, 0, 700)
    # 23:30 UTC is the next day in Kigali.
    give(user, 60, now=dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC))
    change_rules(changes={"point_value": 9}, actor=None, now=NOON + dt.timedelta(days=1))
    assert liability_on(TODAY) == report
    tomorrow = liability_on(TODAY + dt.timedelta(days=1))
    assert (tomorrow.outstanding, tomorrow.worth) == (200, 1_800)
    assert tomorrow.months[-1].received == 200


def test_whatever_happens_later_the_report_of_a_past_day_stays() -> None:
    user, other = make_user(), make_user()
    order = deliver(order_of(user, 10_000))
    give(other, 40)
    report = liability_on(TODAY)
    assert (report.accounts, report.outstanding, report.worth) == (2, 140, 700)
    tomorrow = NOON + dt.timedelta(days=1)
    deliver(order_of(user, 1_000, now=tomorrow, use_points=True), now=tomorrow)
    refund_order(
        order=order, amount=10_000, reason="cold", actor=None, now=tomorrow, unique_key="a"
    )
    assert account(user).debt == 95
    year_later = NOON + dt.timedelta(days=370)
    assert expire_points(date=year_later.date(), now=year_later).points == 40
    change_rules(changes={"point_value": 9, "earn_amount": 7}, actor=None, now=year_later)
    other.delete()
    assert liability_on(TODAY) == report
    assert liability_on(year_later.date()).outstanding == 0


def test_the_command_expires_twice_the_same_and_refuses_the_future() -> None:
    user = make_user()
    give(user, 100, now=NOON - dt.timedelta(days=800))

    def run(*options: str) -> dict[str, object]:
        out = io.StringIO()
        call_command("expire_loyalty_points", "--json", *options, stdout=out)
        return dict(json.loads(out.getvalue()))

    assert (run("--dry-run")["points"], account(user).balance) == (100, 100)
    assert run()["points"] == 100
    assert (run()["points"], account(user).balance) == (0, 0)
    with pytest.raises(CommandError):
        run("--date", "2999-01-01")
    assert PointsEntry.objects.filter(kind="expire").count() == 1


def test_erasing_a_person_leaves_the_sums() -> None:
    user = make_user()
    give(user, 100)
    user.delete()
    assert liability_on(TODAY).outstanding == 100
    assert not wrong_balances().exists()
