"""Reading plans and subscriptions. Fixed numbers of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.http import Http404

from ordering.delivery.places import PLACE_RELATIONS
from ordering.delivery.schedule import today
from ordering.dietary.services import needs_of
from ordering.promotions.values import Customer
from site_core.users.models import User

from .choosing import Dish, suits_eater
from .kitchen import Kitchen
from .laying import first_open_date, is_open
from .models import Handover, Meal, Period, Plan, PlanPrice, Subscription
from .plates import dish_problem
from .prices import Offer

SUBSCRIBERS = "subscribers"
GONE = (Meal.State.SKIPPED, Meal.State.CREDITED, Meal.State.REFUNDED)


def is_subscriber(customer: Customer) -> bool:
    """Whether a plan of this account runs. One query."""
    if customer.user_id is None:
        return False
    return Subscription.objects.filter(
        user=customer.user_id, state=Subscription.State.ACTIVE
    ).exists()


def offered_plans(now: dt.datetime) -> list[Offer]:
    """The plans on offer with what a whole period costs today, in staff's order. Two queries."""
    newest_first = PlanPrice.objects.filter(valid_from__lte=today(now)).order_by("-valid_from")
    plans = (
        Plan.objects.filter(is_active=True)
        .prefetch_related(Prefetch("prices", queryset=newest_first, to_attr="known_prices"))
        .order_by("position", "pk")
    )
    return [
        Offer(plan, price.price, price.discount_percent, plan.cycles)
        for plan in plans
        for price in plan.known_prices[:1]
    ]


def subscriptions_of(user: User) -> QuerySet[Subscription]:
    """The plans of an account, newest first, with their next meal and how many come. One query."""
    coming = Q(meals__state__in=[Meal.State.PLANNED, Meal.State.ORDERED])
    return (
        Subscription.objects.filter(user=user)
        .select_related("plan", "eater", *PLACE_RELATIONS)
        .annotate(next_date=Min("meals__date", filter=coming), coming=Count("meals", filter=coming))
        .order_by("-created_at", "-pk")
    )


def subscription_of(user: User, code: str) -> Subscription:
    """One of the account's own, or Http404. One query."""
    found = (
        Subscription.objects.filter(user=user, code=code[:20])
        .select_related("plan", "eater", "user", *PLACE_RELATIONS)
        .first()
    )
    if found is None:
        raise Http404
    return found


def waiting_period(subscription: Subscription) -> Period | None:
    """What still has to be paid, with its order. One query."""
    return subscription.periods.filter(state=Period.State.WAITING).select_related("order").first()


def open_handover(subscription: Subscription, now: dt.datetime) -> Handover | None:
    """To whom the plan is offered at the moment. One query."""
    return subscription.handovers.filter(closed_at=None, expires_at__gt=now).first()


def open_count(subscription: Subscription, now: dt.datetime) -> int:
    """How many meals can still be changed. One query."""
    return subscription.meals.filter(
        state=Meal.State.PLANNED, date__gte=first_open_date(now)
    ).count()


@dataclass(frozen=True, slots=True)
class CalendarMeal:
    """A plate of the calendar. `problem` is a code when its dish must be replaced."""

    meal: Meal
    can_change: bool
    problem: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    date: dt.date
    meals: Sequence[CalendarMeal]


def calendar_of(
    subscription: Subscription, kitchen: Kitchen, now: dt.datetime, *, days: int = 60
) -> list[CalendarDay]:
    """The coming days that have meals, skipped ones too. One query."""
    needs = needs_of(subscription.eater)
    meals = (
        subscription.meals.filter(
            date__gte=today(now), date__lt=today(now) + dt.timedelta(days=days)
        )
        .exclude(state=Meal.State.REFUNDED)
        .select_related("item", "order")
        .order_by("date", "pk")
    )
    by_date: dict[dt.date, list[CalendarMeal]] = {}
    order = {"breakfast": 0, "lunch": 1, "dinner": 2}
    for meal in sorted(meals, key=lambda meal: (meal.date, order[meal.mealtime], meal.pk)):
        is_planned = meal.state == Meal.State.PLANNED
        by_date.setdefault(meal.date, []).append(
            CalendarMeal(
                meal,
                can_change=is_planned and is_open(meal.date, now),
                problem=dish_problem(meal, subscription, kitchen, needs) if is_planned else "",
            )
        )
    return [CalendarDay(date, meals) for date, meals in by_date.items()]


def dishes_for(meal: Meal, subscription: Subscription, kitchen: Kitchen) -> list[Dish]:
    """What may be chosen for a meal: of the plan, safe for whoever eats, and to be had that day."""
    if subscription.lost_eater:
        return []
    needs = needs_of(subscription.eater)
    return [
        dish
        for dish in kitchen.dishes_of(subscription.plan, meal.mealtime)
        if suits_eater(dish, needs) and meal.date not in dish.sold_out_on
    ]


def last_date(subscription: Subscription) -> dt.date | None:
    """The date of the last meal that comes. One query."""
    coming = subscription.meals.exclude(state__in=GONE).order_by("-date")
    return coming.values_list("date", flat=True).first()
