"""Giving planned meals their dishes, and taking back those that no longer suit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import Needs

from .choosing import WEEK, Dish, pick, suits_eater
from .kitchen import Kitchen
from .models import Meal, Subscription

Eaten = dict[int, dict[int, set[dt.date]]]
ON_THE_PLATE = (Meal.State.PLANNED, Meal.State.ORDERED, Meal.State.DELIVERED)


def eaten_by(meals: Iterable[Meal]) -> Eaten:
    """The dates of each dish around these meals, by subscription. One query."""
    meals = list(meals)
    found: Eaten = defaultdict(lambda: defaultdict(set))
    if not meals:
        return found
    around = Meal.objects.filter(
        subscription__in={meal.subscription_id for meal in meals},
        state__in=ON_THE_PLATE,
        item__isnull=False,
        date__gt=min(meal.date for meal in meals) - WEEK,
        date__lt=max(meal.date for meal in meals) + WEEK,
    )
    for subscription, item, date in around.values_list("subscription_id", "item_id", "date"):
        found[subscription][item].add(date)
    return found


def dish_problem(meal: Meal, subscription: Subscription, kitchen: Kitchen, needs: Needs) -> str:
    """Why the dish of a meal cannot come: a code, "" when it can. Asks no database."""
    dish = next(
        (d for d in kitchen.dishes_of(subscription.plan, meal.mealtime) if d.key == meal.item_id),
        None,
    )
    if dish is None:
        return "not_in_plan"
    if subscription.lost_eater or not suits_eater(dish, needs):
        return "not_safe"
    if meal.date in dish.sold_out_on:
        return "sold_out"
    if dish.key in subscription.dislikes and not meal.is_chosen:
        return "disliked"
    return ""


def default_dish(
    meal: Meal,
    subscription: Subscription,
    kitchen: Kitchen,
    eaten: Mapping[int, set[dt.date]],
) -> Dish | None:
    """What comes by itself; None where nothing is safe, or nobody knows any more who eats."""
    if subscription.lost_eater:
        return None
    elsewhere = {
        key: dates - {meal.date} if key == meal.item_id else dates for key, dates in eaten.items()
    }
    return pick(
        kitchen.dishes_of(subscription.plan, meal.mealtime),
        date=meal.date,
        mealtime=meal.mealtime,
        needs=needs_of(subscription.eater),
        likes=subscription.likes,
        dislikes=subscription.dislikes,
        eaten=elsewhere,
        turn=subscription.pk,
    )


def fill_plates(
    subscription: Subscription, meals: Iterable[Meal], kitchen: Kitchen
) -> list[tuple[Meal, str]]:
    """Give a dish to every meal that has none, or none that can come; those that were chosen and
    had to go are returned with the code of the reason. Saves what changed; constant queries."""
    meals = sorted(meals, key=lambda meal: (meal.date, meal.mealtime))
    needs = needs_of(subscription.eater)
    eaten = eaten_by(meals)[subscription.pk]
    changed, replaced = [], []
    for meal in meals:
        problem = dish_problem(meal, subscription, kitchen, needs)
        if not problem:
            continue
        if meal.is_chosen or (meal.item_id and problem == "not_safe"):
            replaced.append((meal, problem))
        if meal.item_id:
            eaten[meal.item_id].discard(meal.date)
        dish = default_dish(meal, subscription, kitchen, eaten)
        meal.item_id = dish.key if dish else None
        meal.is_chosen = False
        if dish:
            eaten[dish.key].add(meal.date)
        changed.append(meal)
    Meal.objects.bulk_update(changed, ["item", "is_chosen"], batch_size=200)
    return replaced
