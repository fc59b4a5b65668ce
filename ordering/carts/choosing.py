"""What the form of a dish shows: its sizes and options, what is ticked, whether it suits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from ordering.catalogue.models import ItemSize, MenuItem, Option, OptionGroup
from ordering.catalogue.selection import option_key
from ordering.dietary.models import Eater
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import Verdict, judge

from .models import MAX_QUANTITY


@dataclass(frozen=True, slots=True)
class SizeChoice:
    size: ItemSize
    price: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OptionChoice:
    option: Option
    key: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A question. `field` is what the form posts; options that are not to be had are left out."""

    group: OptionGroup
    field: str
    options: tuple[OptionChoice, ...]


@dataclass(frozen=True, slots=True)
class DishForm:
    """A dish as it is being chosen. `unit_price` in RWF follows from what is ticked."""

    item: MenuItem
    sizes: tuple[SizeChoice, ...]
    groups: tuple[GroupChoice, ...]
    unit_price: int
    is_sold_out: bool
    verdict: Verdict
    eater: Eater | None
    max_quantity: int = MAX_QUANTITY


def dish_form(
    item: MenuItem,
    *,
    now: dt.datetime,
    size: str = "",
    options: Collection[str] = (),
    eater: Eater | None = None,
) -> DishForm:
    """Fetch the item `with_choices()` first. Codes that mean nothing are passed over."""
    sizes = list(item.sizes.all())
    chosen = next((row for row in sizes if row.code == size), None) or next(
        (row for row in sizes if row.is_default), sizes[0] if sizes else None
    )
    groups = tuple(_group(group, options) for group in item.groups.all())
    extras = sum(row.option.extra for group in groups for row in group.options if row.is_chosen)
    return DishForm(
        item=item,
        sizes=tuple(
            SizeChoice(row, price=max(item.price + row.extra, 0), is_chosen=row is chosen)
            for row in sizes
        ),
        groups=groups,
        unit_price=max(item.price + (chosen.extra if chosen else 0) + extras, 0),
        is_sold_out=item.is_sold_out(now),
        verdict=judge(item.facts, needs_of(eater)),
        eater=eater,
    )


def _group(group: OptionGroup, chosen: Collection[str]) -> GroupChoice:
    keys = {option_key(group.code, o.code): o for o in group.options.all() if o.is_available}
    return GroupChoice(
        group=group,
        field=f"options-{group.code}",
        options=tuple(OptionChoice(o, key, key in chosen) for key, o in keys.items()),
    )
