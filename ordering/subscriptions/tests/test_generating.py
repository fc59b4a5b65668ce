"""Each due meal becomes an order once, and what cannot come is given back."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.catalogue.facts import Presence
from ordering.catalogue.models import MenuItem
from ordering.catalogue.services import set_portions
from ordering.credit.selectors import balance_of
from ordering.delivery.models import SlotDay, Zone
from ordering.dietary.models import Eater
from ordering.dietary.services import describe_eater
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.subscriptions import generating
from ordering.subscriptions.generating import NotYet, generate_orders
from ordering.subscriptions.models import Meal
from ordering.subscriptions.settling import check_meals, settle_meals
from ordering.subscriptions.tests.factories import (
    make_dish,
    make_kitchen,
    make_plan,
    make_subscription,
)
from ordering.testing import NOON
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
EVENING = NOON.replace(hour=18)
TOMORROW = dt.date(2026, 11, 24)
S = Meal.State


def states(subscription) -> list[str]:
    return list(subscription.meals.order_by("date", "pk").values_list("state", flat=True))


def test_before_the_cut_off_nothing_is_due_and_from_it_on_tomorrow_is():
    subscription = make_subscription(NOON)

    early = generate_orders(now=EVENING - dt.timedelta(seconds=1))
    late = generate_orders(now=EVENING)

    assert (early.due, early.ordered) == (0, 0)
    assert (late.until, late.due, late.ordered, late.failed) == (TOMORROW, 1, 1, 0)
    order = Order.objects.get(kind=Order.Kind.PLAN_MEAL)
    assert (order.total, order.fee, order.discount) == (0, 0, order.subtotal)
    assert (order.state, order.payment_state) == (State.CONFIRMED, PaymentState.PAID)
    assert order.slot_day.date == TOMORROW
    assert order.slot_day.taken == 1
    assert order.lines.get().item_id == subscription.meals.get(order=order).item_id


def test_a_second_run_makes_nothing_more():
    make_subscription(NOON)
    generate_orders(now=EVENING)

    again = generate_orders(now=EVENING + dt.timedelta(minutes=10))

    assert (again.due, again.ordered) == (0, 0)
    assert Order.objects.filter(kind=Order.Kind.PLAN_MEAL).count() == 1
    assert SlotDay.objects.get(date=TOMORROW, slot__code="lunch-round").taken == 1


def test_a_dry_run_counts_and_writes_nothing():
    subscription = make_subscription(NOON)

    summary = generate_orders(now=EVENING, is_dry_run=True)

    assert (summary.due, summary.ordered) == (1, 0)
    assert set(states(subscription)) == {S.PLANNED}


def test_a_date_that_customers_may_still_change_is_refused():
    make_subscription(NOON)

    with pytest.raises(NotYet):
        generate_orders(now=NOON, date=TOMORROW + dt.timedelta(days=1))

    assert generate_orders(now=NOON, date=TOMORROW).ordered == 1


def test_a_run_two_days_late_credits_what_is_past_and_makes_the_rest():
    subscription = make_subscription(NOON)
    prices = list(subscription.meals.order_by("date").values_list("price", flat=True))

    summary = generate_orders(now=EVENING + dt.timedelta(days=2))

    assert (summary.due, summary.ordered, summary.credited) == (3, 1, 2)
    assert states(subscription)[:4] == [S.CREDITED, S.CREDITED, S.ORDERED, S.PLANNED]
    assert balance_of(subscription.user) == sum(prices[:2])
    assert generate_orders(now=EVENING + dt.timedelta(days=2)).due == 0
    assert balance_of(subscription.user) == sum(prices[:2])


def test_one_broken_subscription_does_not_stop_the_others(monkeypatch):
    place = make_kitchen()
    broken = make_subscription(NOON, place=place)
    other = make_subscription(NOON, place=place)
    write = generating.place_plan_meal

    def place_or_break(*, meal, now):
        if meal.contact.user == broken.user:
            raise RuntimeError("broken row")
        return write(meal=meal, now=now)

    monkeypatch.setattr(generating, "place_plan_meal", place_or_break)

    summary = generate_orders(now=EVENING)

    assert (summary.due, summary.ordered, summary.failed) == (2, 1, 1)
    assert not summary.is_success
    assert states(broken)[0] == S.PLANNED
    assert states(other)[0] == S.ORDERED


def test_a_dish_that_ran_out_makes_room_for_another():
    place = make_kitchen()
    subscription = make_subscription(NOON, place=place)
    meal = subscription.meals.order_by("date")[0]
    set_portions(item=meal.item, date=meal.date, portions=0)

    summary = generate_orders(now=EVENING)

    assert (summary.ordered, summary.failed) == (1, 0)
    assert Order.objects.get(kind=Order.Kind.PLAN_MEAL).lines.get().item_id != meal.item_id


def test_a_full_slot_gives_the_meal_back():
    subscription = make_subscription(NOON)
    meal = subscription.meals.order_by("date")[0]
    SlotDay.objects.update_or_create(
        slot=subscription_slot(), date=meal.date, defaults={"capacity": 1, "taken": 1}
    )

    summary = generate_orders(now=EVENING)

    assert (summary.ordered, summary.credited) == (0, 1)
    assert balance_of(subscription.user) == meal.price


def subscription_slot():
    return SlotDay.objects.filter(slot__code="lunch-round").first().slot


def test_a_zone_that_is_no_longer_served_gives_the_meal_back():
    subscription = make_subscription(NOON)
    Zone.objects.update(is_active=False)

    summary = generate_orders(now=EVENING)

    assert (summary.ordered, summary.credited) == (0, 1)
    assert not Order.objects.filter(kind=Order.Kind.PLAN_MEAL).exists()
    assert balance_of(subscription.user) > 0


def test_an_allergy_declared_today_changes_every_coming_meal():
    make_kitchen_place = make_kitchen(dishes=2)
    peanuts = make_dish("lunch", allergens={"peanuts": Presence.CONTAINS.value})
    eater = Eater.objects.create(name="Keza")
    subscription = make_subscription(NOON, place=make_kitchen_place, eater=eater)
    first = subscription.meals.order_by("date")[0]
    Meal.objects.filter(pk=first.pk).update(item=peanuts, is_chosen=True)
    generate_orders(now=EVENING)

    new = describe_eater(owner=None, name="Keza", avoids=["peanuts"], diets=[], replaces=eater)
    check_meals(EVENING)

    subscription.refresh_from_db()
    assert subscription.eater == new
    assert peanuts.pk not in set(subscription.meals.values_list("item_id", flat=True))
    generate_orders(now=EVENING)
    served = Order.objects.filter(kind=Order.Kind.PLAN_MEAL, state=State.CONFIRMED).get()
    assert served.lines.get().item_id != peanuts.pk
    assert served.eater == new


def test_a_person_who_was_forgotten_is_served_nothing_unsafe():
    eater = Eater.objects.create(name="Keza", avoids=["milk"])
    subscription = make_subscription(NOON, eater=eater)
    eater.delete()

    summary = generate_orders(now=EVENING)

    assert (summary.ordered, summary.credited) == (0, 1)
    assert states(subscription)[0] == S.CREDITED


def test_recipe_that_gains_an_allergen_is_replaced_as_the_order_is_made():
    eater = Eater.objects.create(name="Keza", avoids=["milk"])
    subscription = make_subscription(NOON, eater=eater)
    meal = subscription.meals.order_by("date")[0]
    MenuItem.objects.filter(pk=meal.item_id).update(allergens={"milk": Presence.MAY_CONTAIN.value})

    generate_orders(now=EVENING)

    meal.refresh_from_db()
    assert meal.state == S.ORDERED
    assert "milk" not in {
        code for code, word in meal.order.lines.get().allergens.items() if word != "free"
    }


def test_a_meal_is_earned_on_the_day_it_was_handed_over_and_a_cancelled_one_comes_back():
    subscription = make_subscription(NOON)
    generate_orders(now=EVENING)
    generate_orders(now=EVENING + dt.timedelta(days=1))
    first, second = subscription.meals.filter(state=S.ORDERED).order_by("date")
    Order.objects.filter(pk=first.order_id).update(
        state=State.DELIVERED, state_changed_at=NOON + dt.timedelta(days=1)
    )
    move_order(order=second.order, to=State.CANCELLED, role=Role.CUSTOMER, actor=None, now=EVENING)

    assert settle_meals(EVENING) == 2
    assert settle_meals(EVENING) == 0

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.settled_on) == (S.DELIVERED, TOMORROW)
    assert second.state == S.CREDITED
    assert balance_of(subscription.user) == second.price


def test_a_plan_meal_is_no_news_until_it_is_on_its_way():
    make_subscription(NOON)
    before = OutboxMessage.objects.count()

    generate_orders(now=EVENING)

    assert OutboxMessage.objects.count() == before


def test_queries_grow_by_the_same_number_for_every_meal():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    place = make_kitchen()
    plan = make_plan()

    def count(how_many: int) -> int:
        for _each in range(how_many):
            make_subscription(NOON, place=place, plan=plan)
        Meal.objects.filter(state=S.ORDERED).update(state=S.DELIVERED)
        with CaptureQueriesContext(connection) as queries:
            assert generate_orders(now=EVENING).ordered == how_many
        return len(queries)

    # Every dish has its row of portions for that day then: the first plate of a dish writes it.
    count(9)
    one, three, five = count(1), count(3), count(5)

    assert three - one == five - three == 2 * 9
