"""Skip, swap, move, pause, resume, end: until the cut-off, and no franc is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Sum

from ordering.credit.selectors import balance_of
from ordering.orders.models import Order
from ordering.payments.selectors import kept
from ordering.refunds.models import Refund
from ordering.subscriptions.buying import subscribe
from ordering.subscriptions.changing import change_days
from ordering.subscriptions.deeds import rehearse
from ordering.subscriptions.ending import change_plan, end_subscription, preview_ending
from ordering.subscriptions.errors import CannotChangePlan, CannotSubscribe, TooLateToChange
from ordering.subscriptions.generating import generate_orders
from ordering.subscriptions.meal_changes import choose_dish, move_meal, skip_meal
from ordering.subscriptions.models import Meal, Period, Subscription, SubscriptionEvent
from ordering.subscriptions.pausing import hold, pause, resume
from ordering.subscriptions.periods import activate_paid
from ordering.subscriptions.renewing import process_renewals
from ordering.subscriptions.tests.factories import (
    make_dish,
    make_kitchen,
    make_plan,
    make_subscription,
    wish_for,
)
from ordering.testing import NOON, make_zone
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
EVENING = NOON.replace(hour=18)
S = Meal.State


def calendar(subscription: Subscription) -> list[tuple[str, str]]:
    rows = subscription.meals.order_by("date", "pk").values_list("date", "state")
    return [(f"{date:%d}", state) for date, state in rows]


def worth(subscription: Subscription) -> int:
    return subscription.meals.aggregate(sum=Sum("price"))["sum"]


def first_meal(subscription: Subscription) -> Meal:
    return subscription.meals.filter(state=S.PLANNED).order_by("date")[0]


def test_nothing_is_planned_until_the_money_has_arrived():
    subscription = make_subscription(NOON, is_paid=False)

    assert subscription.state == Subscription.State.PENDING
    assert not subscription.meals.exists()
    assert generate_orders(now=EVENING).due == 0


def test_a_paid_plan_has_its_meals_and_their_worth_adds_up():
    subscription = make_subscription(NOON)

    order = subscription.periods.get().order
    assert (order.subtotal, order.discount, order.total) == (30_000, 3_600, 26_400)
    assert (order.kind, order.state, order.payment_state) == ("plan", "delivered", "paid")
    assert subscription.state == Subscription.State.ACTIVE
    assert [day for day, _state in calendar(subscription)] == [
        "24",
        "25",
        "26",
        "27",
        "28",
        "29",
        "30",
    ]
    assert worth(subscription) == 26_400
    assert {meal.price for meal in subscription.meals.all()} == {3_771, 3_772}
    assert activate_paid(NOON) == 0


def test_one_token_makes_one_subscription():
    place, plan = make_kitchen(), make_plan()
    wish = wish_for(plan, place, NOON)

    first, second = subscribe(new=wish, now=NOON), subscribe(new=wish, now=NOON)

    assert first == second
    assert Order.objects.count() == 1


def test_no_dish_comes_twice_within_the_week():
    subscription = make_subscription(NOON)

    items = list(subscription.meals.values_list("item_id", flat=True))

    assert None not in items
    assert len(set(items)) == 7


def test_a_skipped_meal_comes_after_the_last_one_with_its_worth():
    subscription = make_subscription(NOON)

    later = skip_meal(meal=first_meal(subscription), actor=None, now=NOON)

    assert calendar(subscription)[0] == ("24", S.SKIPPED)
    assert calendar(subscription)[-1] == ("01", S.PLANNED)
    assert later.price > 0
    assert worth(subscription) == 26_400
    assert subscription.events.filter(kind=SubscriptionEvent.Kind.SKIPPED).count() == 1
    assert OutboxMessage.objects.filter(key="subscription_news").count() == 1


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [(EVENING - dt.timedelta(seconds=1), True), (EVENING, False)],
)
def test_the_cut_off_is_a_second_wide(moment, is_open):
    subscription = make_subscription(NOON)
    meal = first_meal(subscription)

    if is_open:
        skip_meal(meal=meal, actor=None, now=moment)
    else:
        with pytest.raises(TooLateToChange):
            skip_meal(meal=meal, actor=None, now=moment)

    meal.refresh_from_db()
    assert meal.state == (S.SKIPPED if is_open else S.PLANNED)


def test_a_meal_is_skipped_once():
    subscription = make_subscription(NOON)
    meal = first_meal(subscription)
    skip_meal(meal=meal, actor=None, now=NOON)

    with pytest.raises(TooLateToChange):
        skip_meal(meal=meal, actor=None, now=NOON)

    assert subscription.meals.count() == 8


def test_a_dish_of_another_mealtime_is_refused_and_one_of_the_plan_is_taken():
    subscription = make_subscription(NOON)
    meal = first_meal(subscription)
    porridge = make_dish("breakfast")
    other = subscription.meals.order_by("-date")[0].item_id

    with pytest.raises(CannotChangePlan):
        choose_dish(meal=meal, item_id=porridge.pk, actor=None, now=NOON)
    meal.refresh_from_db()
    assert not meal.is_chosen

    choose_dish(meal=meal, item_id=other, actor=None, now=NOON)
    meal.refresh_from_db()
    assert (meal.item_id, meal.is_chosen) == (other, True)


def test_a_meal_moves_to_a_free_day_and_not_to_a_taken_one():
    subscription = make_subscription(NOON)
    meal = first_meal(subscription)

    with pytest.raises(CannotChangePlan):
        move_meal(meal=meal, date=dt.date(2026, 11, 25), actor=None, now=NOON)
    move_meal(meal=meal, date=dt.date(2026, 12, 5), actor=None, now=NOON)

    meal.refresh_from_db()
    assert meal.date == dt.date(2026, 12, 5)


def test_a_pause_moves_the_end_and_resuming_brings_it_back():
    subscription = make_subscription(NOON)

    pause(
        subscription=subscription,
        first=dt.date(2026, 11, 26),
        until=dt.date(2026, 12, 3),
        actor=None,
        now=NOON,
    )
    paused = [day for day, _state in calendar(subscription)]
    subscription.refresh_from_db()
    resume(subscription=subscription, actor=None, now=NOON + dt.timedelta(days=4))

    assert paused == ["24", "25", "03", "04", "05", "06", "07"]
    assert [d for d, _s in calendar(subscription)] == ["24", "25", "28", "29", "30", "01", "02"]
    assert worth(subscription) == 26_400


def test_a_pause_from_a_day_past_its_cut_off_changes_nothing():
    subscription = make_subscription(NOON)
    before = calendar(subscription)

    with pytest.raises(TooLateToChange):
        pause(
            subscription=subscription,
            first=dt.date(2026, 11, 24),
            until=dt.date(2026, 12, 3),
            actor=None,
            now=EVENING,
        )

    subscription.refresh_from_db()
    assert calendar(subscription) == before
    assert subscription.paused_from is None


def test_other_days_lay_the_meals_anew():
    subscription = make_subscription(NOON)

    change_days(
        subscription=subscription,
        weekdays=[0, 2],
        mealtimes=["lunch", "dinner"],
        times={},
        actor=None,
        now=NOON,
    )

    days = subscription.meals.order_by("date", "pk").values_list("date", "mealtime")
    assert [(f"{d:%d}", m) for d, m in days][:4] == [
        ("25", "lunch"), ("25", "dinner"), ("30", "lunch"), ("30", "dinner"),
    ]  # fmt: skip
    assert subscription.meals.count() == 7


def test_a_rehearsal_tells_and_changes_nothing():
    subscription = make_subscription(NOON)
    meal, before = first_meal(subscription), calendar(subscription)

    shown = rehearse(subscription, lambda: skip_meal(meal=meal, actor=None, now=NOON))

    assert calendar(subscription) == before
    assert "Tuesday 1 December" in " ".join(shown.sentences)


@pytest.mark.parametrize("way", ["back", "credit"])
def test_ending_gives_back_exactly_what_was_not_delivered(way):
    subscription = make_subscription(NOON)
    generate_orders(now=EVENING)
    shown = preview_ending(subscription, EVENING)

    amount = end_subscription(subscription=subscription, way=way, actor=None, now=EVENING)

    first = subscription.meals.get(state=S.ORDERED)
    order = subscription.periods.get().order
    assert shown.amount == amount == 26_400 - first.price
    assert subscription.meals.filter(state=S.REFUNDED).count() == 6
    if way == "credit":
        assert balance_of(subscription.user) == amount
    else:
        assert kept(order) == first.price
        assert Refund.objects.get().amount == amount
    with pytest.raises(CannotChangePlan):
        end_subscription(subscription=subscription, way=way, actor=None, now=EVENING)


def test_going_over_to_a_dearer_plan_pays_the_difference_only():
    subscription = make_subscription(NOON)
    dear = make_plan("monthly", price=60_000, discount=0, meals_per_cycle=10)

    period = change_plan(
        subscription=subscription, plan=dear, mealtimes=["lunch"], actor=None, now=NOON
    )

    assert (period.order.subtotal, period.order.credit) == (60_000, 26_400)
    assert period.order.total == 33_600
    assert period.state == Period.State.WAITING
    assert balance_of(subscription.user) == 0
    assert not subscription.meals.filter(state=S.PLANNED).exists()


def test_going_over_to_a_cheaper_plan_starts_at_once_and_keeps_the_rest():
    subscription = make_subscription(NOON)
    cheap = make_plan("small", price=10_000, discount=0, meals_per_cycle=4)

    change_plan(subscription=subscription, plan=cheap, mealtimes=["lunch"], actor=None, now=NOON)

    assert subscription.meals.filter(state=S.PLANNED).count() == 4
    assert balance_of(subscription.user) == 16_400


def test_a_place_out_of_the_plans_zones_is_refused():
    place, plan = make_kitchen(), make_plan()
    plan.zones.add(make_zone())

    with pytest.raises(CannotSubscribe):
        subscribe(new=wish_for(plan, place, NOON), now=NOON)

    assert not Subscription.objects.exists()
    assert not Order.objects.exists()


def test_a_plan_on_hold_sends_nothing_asks_nothing_and_loses_nothing():
    subscription = make_subscription(NOON)
    before = list(subscription.meals.order_by("date", "pk").values_list("price", flat=True))

    hold(subscription=subscription, actor=None, now=NOON, reason="Going home.")

    later = NOON + dt.timedelta(days=200)
    assert generate_orders(now=later).due == 0
    assert process_renewals(later).asked == 0
    subscription.refresh_from_db()
    assert subscription.is_held
    assert subscription.events.get(kind=SubscriptionEvent.Kind.HELD).reason == "Going home."
    assert "Going home." in OutboxMessage.objects.latest("pk").body
    with pytest.raises(CannotChangePlan):
        hold(subscription=subscription, actor=None, now=later)

    resume(subscription=subscription, actor=None, now=later)

    meals = list(subscription.meals.order_by("date", "pk"))
    assert [meal.price for meal in meals] == before
    assert meals[0].date == (later + dt.timedelta(days=1)).date()
    assert meals[-1].date == meals[0].date + dt.timedelta(days=6)
    assert not Subscription.objects.get(pk=subscription.pk).is_held


def test_what_a_plan_on_hold_is_worth_can_be_had_back():
    subscription = make_subscription(NOON)
    hold(subscription=subscription, actor=None, now=NOON)

    amount = end_subscription(subscription=subscription, way="credit", actor=None, now=NOON)

    assert amount == balance_of(subscription.user) == 26_400
