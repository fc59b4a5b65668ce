"""The register of dishes: which code stands on which table and how it is laid."""

from collections.abc import Callable
from dataclasses import dataclass

from .scene import Scene

Lay = Callable[[Scene], None]


@dataclass(frozen=True, slots=True)
class Dish:
    """One dish: its code, the table under it and the function that lays it."""

    code: str
    table: str
    lay: Lay
    is_hot: bool


DISHES: dict[str, Dish] = {}


def dish(code: str, table: str, *, hot: bool = False) -> Callable[[Lay], Lay]:
    """Enter a function in the cookbook as the dish ``code``."""

    def enter(lay: Lay) -> Lay:
        if code in DISHES:
            raise ValueError(f"two recipes for {code}")
        DISHES[code] = Dish(code, table, lay, hot)
        return lay

    return enter
