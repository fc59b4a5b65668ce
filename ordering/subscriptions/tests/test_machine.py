"""Any sequence of what people, the clock and the kitchen do: each meal once, each franc once."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Callable

from django.db.models import Count, Sum
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ordering.checkout.unpaid import expire_unpaid, place_loose_money
from ordering.credit.models import CreditAccount
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.subscriptions.ending import change_plan, end_finished, end_subscription
from ordering.subscriptions.generating import generate_orders
from ordering.subscriptions.laying import first_open_date
from ordering.subscriptions.meal_changes import choose_dish, move_meal, skip_meal
from ordering.subscriptions.models import Meal, Period, Plan, Subscription
from ordering.subscriptions.pausing import hold, pause, resume
from ordering.subscriptions.periods import activate_paid
from ordering.subscriptions.renewing import process_renewals
from ordering.subscriptions.settling import settle_meals
from ordering.subscriptions.tests.factories import (
    make_kitchen,
    make_plan,
    make_subscription,
    pay_period,
)
from ordering.testing import NOON
from site_core.base.errors import DomainError
from tests.money.books import wrong_in_the_plans

S = Meal.State
BACK = (S.CREDITED, S.REFUNDED)


class World:
    """One subscription, a clock, and everything that may happen to it."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.now = dice, NOON
        plan = make_plan(price=10_000, discount=7, meals_per_cycle=4)
        make_plan("other", price=7_001, discount=0, meals_per_cycle=3)
        self.subscription = make_subscription(NOON, place=make_kitchen(4), plan=plan)

    def meal(self) -> Meal:
        meals = list(self.subscription.meals.order_by("date", "pk"))
        return self.dice.choice(meals)

    def wait(self) -> None:
        self.now += dt.timedelta(hours=self.dice.choice([1, 6, 23, 49]))

    def skip(self) -> None:
        skip_meal(meal=self.meal(), actor=None, now=self.now)

    def swap(self) -> None:
        dishes = [meal.item_id for meal in self.subscription.meals.all() if meal.item_id]
        choose_dish(meal=self.meal(), item_id=self.dice.choice(dishes), actor=None, now=self.now)

    def move(self) -> None:
        date = first_open_date(self.now) + dt.timedelta(days=self.dice.randrange(9))
        move_meal(meal=self.meal(), date=date, actor=None, now=self.now)

    def pause(self) -> None:
        first = first_open_date(self.now) + dt.timedelta(days=self.dice.randrange(3))
        until = first + dt.timedelta(days=self.dice.randrange(1, 9))
        pause(subscription=self.subscription, first=first, until=until, actor=None, now=self.now)

    def hold(self) -> None:
        hold(subscription=self.subscription, actor=None, now=self.now)

    def change(self) -> None:
        other = Plan.objects.exclude(pk=self.subscription.plan_id).get()
        change_plan(
            subscription=self.subscription,
            plan=other,
            mealtimes=["lunch"],
            actor=None,
            now=self.now,
        )

    def resume(self) -> None:
        resume(subscription=self.subscription, actor=None, now=self.now)

    def generate(self) -> None:
        assert generate_orders(now=self.now).is_success

    def deliver(self) -> None:
        to = self.dice.choice([State.DELIVERED, State.DELIVERED, State.CANCELLED])
        order = Order.objects.filter(kind=Order.Kind.PLAN_MEAL, state=State.CONFIRMED).first()
        if order is None:
            return
        if to == State.CANCELLED:
            move_order(order=order, to=to, role=Role.CUSTOMER, actor=None, now=self.now)
        else:
            Order.objects.filter(pk=order.pk).update(state=to, state_changed_at=self.now)
        settle_meals(self.now)

    def renew(self) -> None:
        assert process_renewals(self.now).is_success
        expire_unpaid(self.now)
        place_loose_money(self.now)
        activate_paid(self.now)
        end_finished(self.now)

    def pay(self) -> None:
        if self.subscription.periods.exclude(state=Period.State.PAID).exists():
            pay_period(self.subscription, self.now)
            place_loose_money(self.now)
            activate_paid(self.now)

    def end(self) -> None:
        way = self.dice.choice(["back", "credit"])
        end_subscription(subscription=self.subscription, way=way, actor=None, now=self.now)

    def check(self) -> None:
        for period in Period.objects.all():
            count = period.plates.exclude(state=S.SKIPPED).count()
            assert count == (period.meals if period.state == Period.State.PAID else 0)
        live = Meal.objects.exclude(state__in=[*BACK, S.SKIPPED])
        twice = live.values("subscription", "date", "mealtime").annotate(n=Count("pk"))
        assert not twice.filter(n__gt=1).exists()
        made = Order.objects.filter(kind=Order.Kind.PLAN_MEAL)
        assert made.count() == Meal.objects.filter(order__isnull=False).count()
        assert not made.exclude(total=0).exists()
        assert list(wrong_in_the_plans()) == []
        for account in CreditAccount.objects.all():
            assert account.balance == account.entries.aggregate(sum=Sum("amount"))["sum"] >= 0


DEEDS: tuple[Callable[[World], None], ...] = (
    World.wait, World.wait, World.generate, World.generate, World.deliver, World.skip, World.swap,
    World.move, World.pause, World.resume, World.hold,
    World.renew, World.pay, World.change, World.end,
)  # fmt: skip


class AnySequence(TestCase):
    @settings(max_examples=6, deadline=None)
    @given(
        seed=st.integers(0, 10_000),
        deeds=st.lists(st.sampled_from(DEEDS), min_size=6, max_size=14),
    )
    def test_no_sequence_loses_a_meal_or_a_franc(
        self, seed: int, deeds: list[Callable[[World], None]]
    ) -> None:
        world = World(random.Random(seed))
        for deed in deeds:
            # After a refusal, what was checked before still holds.
            with contextlib.suppress(DomainError):
                deed(world)
            world.subscription = Subscription.objects.get(pk=world.subscription.pk)
            world.check()
