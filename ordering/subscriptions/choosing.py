"""Which dish comes by itself. Pure: dishes, needs and what was on the plate lately in, a dish out.

Fair means: within the plan and its tags, safe for whoever eats, not disliked, not twice within a
week; of those that are left what was on the plate longest ago, first of the mealtime's own dishes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ordering.catalogue.facts import FoodFacts
from ordering.dietary.verdicts import Needs, judge

WEEK = dt.timedelta(days=7)
# Lunch and dinner are cooked dishes alike; a mealtime's own come first.
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "breakfast": ("breakfast",),
    "lunch": ("lunch", "dinner"),
    "dinner": ("dinner", "lunch"),
}


@dataclass(frozen=True, slots=True)
class Dish:
    """A dish as the choice sees it. `facts` are those of the plate as it would be served."""

    key: int
    category: str
    facts: FoodFacts
    price: int
    # Dates on which the kitchen has no portion of it left.
    sold_out_on: frozenset[dt.date] = frozenset()


def suits_plan(
    dish: Dish, mealtime: str, *, tags: Collection[str], items: Collection[int] | None
) -> bool:
    """Whether the plan allows it for the mealtime. `items` None: every dish."""
    return (
        dish.category in CATEGORIES[mealtime]
        and (items is None or dish.key in items)
        and all(dish.facts.carries(tag) for tag in tags)
    )


def suits_eater(dish: Dish, needs: Needs) -> bool:
    return judge(dish.facts, needs).is_safe


def pick(
    dishes: Sequence[Dish],
    *,
    date: dt.date,
    mealtime: str,
    needs: Needs,
    likes: Collection[int] = (),
    dislikes: Collection[int] = (),
    eaten: Mapping[int, Collection[dt.date]],
    turn: int = 0,
) -> Dish | None:
    """The dish for a date, of those that suit the plan; None where nothing is safe and there.

    `eaten` are the dates on which each dish is or was on the plate. `turn` spreads different
    subscriptions over the menu, so that the kitchen does not cook one dish for all. A dish may come
    again within the week only where nothing else suits; a disliked one never comes.
    """
    possible = [
        dish
        for dish in dishes
        if dish.key not in dislikes and date not in dish.sold_out_on and suits_eater(dish, needs)
    ]
    if not possible:
        return None
    count = len(possible)

    def rank(entry: tuple[int, Dish]) -> tuple[bool, int, bool, int, int]:
        index, dish = entry
        gaps = [abs((date - other).days) for other in eaten.get(dish.key, ())]
        nearest = min(gaps, default=10_000)
        repeats = nearest < WEEK.days
        return (
            repeats,
            -nearest if repeats else 0,
            dish.key not in likes,
            CATEGORIES[mealtime].index(dish.category),
            (index - turn) % count,
        )

    return min(enumerate(possible), key=rank)[1]
