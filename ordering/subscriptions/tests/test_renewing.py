"""Reminder, request, retries, grace, end; and the price that was promised."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.checkout.unpaid import expire_unpaid, place_loose_money
from ordering.delivery.places import fetch_place
from ordering.orders.models import Order
from ordering.payments.models import Payment
from ordering.payments.services import settle
from ordering.refunds.models import RefundTask
from ordering.subscriptions.ending import end_finished
from ordering.subscriptions.models import Meal, Period, Subscription
from ordering.subscriptions.periods import activate_paid
from ordering.subscriptions.renewing import process_renewals
from ordering.subscriptions.tests.factories import (
    add_price,
    make_subscription,
    pay_period,
    wish_for,
)
from ordering.testing import NOON
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db


# The week of meals runs from 24 to 30 November.
def on(month: int, day: int, hour: int = 12) -> dt.datetime:
    return NOON.replace(month=month, day=day, hour=hour)


def told(key: str) -> int:
    return OutboxMessage.objects.filter(key=key).count()


def test_three_days_before_a_reminder_goes_out_once():
    make_subscription(NOON)

    assert process_renewals(on(11, 26)).reminded == 0
    assert process_renewals(on(11, 27)).reminded == 1
    assert process_renewals(on(11, 28)).reminded == 0

    assert told("subscription_ends_soon") == 1


def test_on_the_last_day_the_money_is_asked_for_once():
    subscription = make_subscription(NOON)

    first = process_renewals(on(11, 30))
    again = process_renewals(on(11, 30, 13))

    assert (first.asked, again.asked) == (1, 0)
    assert subscription.periods.count() == 2
    assert subscription.periods.get(number=2).starts_on == dt.date(2026, 12, 1)
    assert not subscription.meals.filter(date__gte=dt.date(2026, 12, 1)).exists()


def test_retries_on_days_one_three_and_five_then_the_end():
    subscription = make_subscription(NOON)
    process_renewals(on(11, 30))

    retried = [day for day in range(1, 9) if process_renewals(on(12, day)).retried]
    expire_unpaid(on(12, 8))
    activate_paid(on(12, 8))

    subscription.refresh_from_db()
    assert retried == [2, 4, 6]
    assert told("subscription_asks") == 4
    assert subscription.state == Subscription.State.EXPIRED
    assert told("subscription_expired") == 1
    assert subscription.meals.count() == 7


def test_money_within_grace_goes_on_from_the_next_open_day():
    subscription = make_subscription(NOON)
    process_renewals(on(11, 30))

    pay_period(subscription, on(12, 3))

    later = subscription.meals.filter(period__number=2).order_by("date")
    assert [meal.date.day for meal in later] == [4, 5, 6, 7, 8, 9, 10]


def test_late_money_revives_the_period_and_is_billed_once():
    subscription = make_subscription(NOON)
    process_renewals(on(11, 30))
    expire_unpaid(on(12, 8))
    activate_paid(on(12, 8))
    payment = Payment.objects.latest("pk")

    settle(payment=payment, actor=None, now=on(12, 9))
    settle(payment=payment, actor=None, now=on(12, 9))
    place_loose_money(on(12, 9))
    activate_paid(on(12, 9))
    activate_paid(on(12, 9))

    subscription.refresh_from_db()
    assert subscription.state == Subscription.State.ACTIVE
    assert subscription.meals.filter(period__number=2).count() == 7
    assert Order.objects.filter(kind=Order.Kind.PLAN).count() == 2
    assert not RefundTask.objects.exists()


def test_who_does_not_go_on_is_not_asked_and_ends_with_the_last_meal():
    subscription = make_subscription(NOON, renews=False)
    Meal.objects.update(state=Meal.State.CREDITED)

    done = process_renewals(on(11, 30))
    ended = end_finished(on(12, 1))

    subscription.refresh_from_db()
    assert (done.asked, done.reminded, ended) == (0, 0, 1)
    assert subscription.state == Subscription.State.ENDED


def test_a_new_price_counts_from_the_next_period_on():
    subscription = make_subscription(NOON)
    add_price(subscription.plan, price=35_000, discount=0, valid_from=dt.date(2026, 11, 25))

    process_renewals(on(11, 30))

    amounts = subscription.periods.order_by("number").values_list("amount", flat=True)
    assert list(amounts) == [26_400, 35_000]


def test_a_trial_comes_first_and_once_for_whoever_wishes_it():
    subscription = make_subscription(NOON)
    plan = subscription.plan
    assert not Period.objects.filter(is_trial=True).exists()
    plan.trial_cycles, plan.cycles = 1, 4
    plan.save()

    place = fetch_place(subscription)
    other = make_subscription(NOON, plan=plan, place=place, wants_trial=True)

    again = wish_for(plan, place, NOON, user=other.user, wants_trial=True)
    assert again.amount == 105_600
    first = other.periods.get()
    assert (first.is_trial, first.meals, first.amount) == (True, 7, 26_400)
    process_renewals(on(11, 30))
    second = other.periods.get(number=2)
    assert (second.is_trial, second.meals, second.amount) == (False, 28, 105_600)
