"""What a promotion takes off an order: an amount, and the lines that take part. Pure.

`left` is what each line still costs after the discounts before; `open_lines` are those that no
other offer has taken yet. Lines are named by their index.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ordering.pricing.values import Discount, Target

from .models import Kind, Promotion
from .values import Food


@dataclass(frozen=True, slots=True)
class Effect:
    """`amount` in RWF off the lines together; it may be zero."""

    amount: int
    lines: tuple[int, ...]
    target: Target = Target.FOOD


def effect_of(
    promotion: Promotion,
    foods: Sequence[Food],
    left: Sequence[int],
    open_lines: Collection[int],
    fee: int = 0,
) -> Effect | None:
    """What it would take off, or None where the foods that it asks for are not there."""
    if promotion.kind == Kind.FREE_DELIVERY:
        return Effect(fee, (), Target.DELIVERY) if _matching(promotion.foods, foods) else None
    if promotion.kind == Kind.BUY_GET:
        return _cut(_buy_get(promotion, foods, open_lines), left)
    if promotion.kind == Kind.SET_PRICE:
        return _cut(_set_price(promotion, foods, open_lines), left)
    lines = [
        index for index in _matching(promotion.foods, foods) if index in open_lines and left[index]
    ]
    if not lines:
        return None
    price = sum(left[index] for index in lines)
    if promotion.kind == Kind.PERCENT:
        return Effect(percent_of(price, promotion.percent or 0), tuple(lines))
    return Effect(min(promotion.amount or 0, price), tuple(lines))


def _cut(effect: Effect | None, left: Sequence[int]) -> Effect | None:
    """Never more than its lines still cost."""
    if effect is None:
        return None
    return replace(effect, amount=min(effect.amount, sum(left[index] for index in effect.lines)))


def can_take_effect(promotion: Promotion, foods: Sequence[Food]) -> bool:
    """Whether the foods are there, when nothing else has taken them."""
    prices = [food.unit_price * food.quantity for food in foods]
    return effect_of(promotion, foods, prices, range(len(foods))) is not None


def as_discount(promotion: Promotion, effect: Effect) -> Discount:
    return Discount(
        code=promotion.code,
        reason=promotion.localized_name,
        amount=effect.amount,
        lines=effect.lines if effect.target == Target.FOOD else None,
        target=effect.target,
    )


def percent_of(price: int, percent: int) -> int:
    """Rounded half up to the franc."""
    return (2 * price * percent + 100) // 200


def _matching(targets: list[str], foods: Sequence[Food]) -> list[int]:
    return [index for index, food in enumerate(foods) if food.is_one_of(targets)]


def _cheapest_first(foods: Sequence[Food], lines: Collection[int]) -> list[int]:
    """By price, then by key: the order in which lines came into a cart decides nothing."""
    return sorted(lines, key=lambda index: (foods[index].unit_price, foods[index].key))


def _buy_get(
    promotion: Promotion, foods: Sequence[Food], open_lines: Collection[int]
) -> Effect | None:
    """For every group of what must be bought, the cheapest of what is free costs nothing.

    A portion counts as bought or as free, never as both.
    """
    buy, get = promotion.buy_quantity or 1, promotion.get_quantity or 1
    bought = {index for index in _matching(promotion.foods, foods) if index in open_lines}
    free = (
        {index for index in _matching(promotion.gets, foods) if index in open_lines}
        if promotion.gets
        else bought
    )

    def portions(lines: Collection[int]) -> int:
        return sum(foods[index].quantity for index in lines)

    only_bought, only_free, either = (
        portions(bought - free),
        portions(free - bought),
        portions(bought & free),
    )
    groups = 0
    while (
        max(0, (groups + 1) * get - only_free) + max(0, (groups + 1) * buy - only_bought) <= either
    ):
        groups += 1
    if not groups:
        return None
    # What may be free of the lines that count for both, once enough of them is bought.
    spare = either - max(0, groups * buy - only_bought)
    wanted, amount, lowered = groups * get, 0, set()
    for index in _cheapest_first(foods, free):
        count = min(foods[index].quantity, wanted, spare if index in bought else wanted)
        if count <= 0:
            continue
        wanted -= count
        spare -= count if index in bought else 0
        amount += count * foods[index].unit_price
        lowered.add(index)
    return Effect(amount, tuple(sorted(lowered | bought)))


def _set_price(
    promotion: Promotion, foods: Sequence[Food], open_lines: Collection[int]
) -> Effect | None:
    """One of each part for the set price, as often as it saves; the dearest go in first."""
    rest = {index: foods[index].quantity for index in open_lines}
    price, amount, lines = promotion.amount or 0, 0, set()
    found = False
    while combination := _combination(promotion.parts, foods, rest):
        found = True
        saving = sum(foods[index].unit_price for index in combination) - price
        if saving <= 0:
            break
        amount += saving
        lines.update(combination)
        for index in combination:
            rest[index] -= 1
    return Effect(amount, tuple(sorted(lines))) if found else None


def _combination(
    parts: list[list[str]], foods: Sequence[Food], rest: dict[int, int]
) -> list[int] | None:
    """A line for each part, the parts with the fewest candidates first; None when one is missing."""
    taken: list[int] = []
    candidates = [
        [index for index, food in enumerate(foods) if rest.get(index) and food.is_one_of(part)]
        for part in parts
    ]
    for lines in sorted(candidates, key=len):
        dearest_first = reversed(_cheapest_first(foods, lines))
        chosen = next((i for i in dearest_first if rest[i] > taken.count(i)), None)
        if chosen is None:
            return None
        taken.append(chosen)
    return taken or None
