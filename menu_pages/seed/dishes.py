"""Every seeded dish, in the order of the menu."""

from __future__ import annotations

from . import beverages, breakfast, dinner, lunch, snacks
from .schema import DishSeed

ALL_DISHES: tuple[DishSeed, ...] = (
    *breakfast.DISHES,
    *lunch.DISHES,
    *dinner.DISHES,
    *snacks.DISHES,
    *beverages.DISHES,
)
