"""The shape of a seeded dish. Data lives in one module per section beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ordering.catalogue.facts import Nutrition


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages of the site."""

    en: str
    fr: str
    rw: str


@dataclass(frozen=True, slots=True)
class SizeSeed:
    """A size of a dish; `extra` is what it costs above the dish's price, in RWF (may be negative)."""

    code: str
    name: Words
    extra: int
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class OptionSeed:
    """One choice inside a group. Its own allergens add to the dish's when it is chosen."""

    code: str
    name: Words
    extra: int = 0
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionGroupSeed:
    """A question asked with a dish: choose at least `minimum` and at most `maximum` options."""

    code: str
    name: Words
    minimum: int
    maximum: int
    options: tuple[OptionSeed, ...]


@dataclass(frozen=True, slots=True)
class DishSeed:
    """A dish as seeded. `allergens` names what it contains or may contain; the rest is free from.

    price in RWF including VAT; tax is "standard" (18 %) or "exempt"; minutes to prepare.
    """

    code: str
    section: str
    name: Words
    summary: Words
    description: Words
    price: int
    minutes: int
    nutrition: Nutrition
    allergens: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    tax: str = "standard"
    sizes: tuple[SizeSeed, ...] = ()
    groups: tuple[OptionGroupSeed, ...] = ()
    related: tuple[str, ...] = ()
    daily_portions: int | None = None
