"""Plans side by side, with what one saves against buying the same meals singly. Three queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from ordering.catalogue.models import MenuItem

from .choosing import CATEGORIES
from .prices import Offer
from .selectors import offered_plans

WEEKS = 4
MOST_MEALS_A_WEEK = 21


@dataclass(frozen=True, slots=True)
class Compared:
    """A plan, and what its meals usually cost one by one: the mean of the dishes it may bring."""

    offer: Offer
    usual_per_meal: int

    @property
    def usual(self) -> int:
        """RWF for as many meals as the period holds, bought singly."""
        return self.usual_per_meal * self.offer.meals

    @property
    def saving(self) -> int:
        """RWF less than singly; zero where the plan saves nothing."""
        return max(0, self.usual - self.offer.amount)

    def saving_of(self, meals: int) -> int:
        """RWF saved over `meals` meals at the plan's price of a meal."""
        return max(0, (self.usual_per_meal - self.offer.per_meal) * meals)


def compare_plans(now: dt.datetime) -> list[Compared]:
    """The plans on offer in staff's order."""
    items = list(MenuItem.objects.filter(is_listed=True).select_related("category"))
    by_category: dict[str, list[MenuItem]] = defaultdict(list)
    for item in items:
        by_category[item.category.code].append(item)
    return [Compared(offer, _usual(offer, by_category)) for offer in offered_plans(now)]


def _usual(offer: Offer, by_category: dict[str, list[MenuItem]]) -> int:
    """The mean over the plan's mealtimes of the mean price of the dishes that fit it."""
    means = []
    for mealtime in offer.plan.mealtimes:
        prices = [
            item.price
            for category in CATEGORIES[mealtime]
            for item in by_category[category]
            if all(item.facts.carries(tag) for tag in offer.plan.tags)
        ]
        if prices:
            means.append(sum(prices) / len(prices))
    return round(sum(means) / len(means)) if means else 0
