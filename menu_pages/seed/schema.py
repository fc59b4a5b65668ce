"""The shapes of seeded sections, tags and dishes. Dishes live in one module per section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ordering.catalogue.facts import Allergen, FoodFacts, Nutrition, Presence


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages of the site."""

    en: str
    fr: str
    rw: str


@dataclass(frozen=True, slots=True)
class SectionSeed:
    """A section of the menu, in the order in which sections are listed."""

    code: str
    name: Words
    intro: Words


@dataclass(frozen=True, slots=True)
class TagSeed:
    """A dietary tag as people read it: its name and one sentence on what it promises."""

    code: str
    name: Words
    explanation: Words


@dataclass(frozen=True, slots=True)
class SizeSeed:
    """A size of a dish; `extra` is what it costs above the dish's price, in RWF, or below."""

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

    @property
    def facts(self) -> FoodFacts:
        """What the dish declares: every allergen that it does not name is declared free."""
        free = dict.fromkeys(Allergen.values, Presence.FREE.value)
        return FoodFacts(
            nutrition=self.nutrition,
            allergens={**free, **self.allergens},
            tags=frozenset(self.tags),
        )


def figures(
    *,
    grams: int,
    kcal: int,
    protein: str,
    carbohydrate: str,
    sugar: str,
    fat: str,
    saturated: str,
    fibre: str,
    sodium: int,
    potassium: int,
) -> Nutrition:
    """Sample figures of one portion, to be confirmed by the dietitian. Units as in `Nutrition`.

    Carbohydrate is what the body can use: fibre is counted apart, as European labels do.
    """
    return Nutrition(
        portion_grams=grams,
        kcal=kcal,
        protein_g=Decimal(protein),
        carbohydrate_g=Decimal(carbohydrate),
        sugar_g=Decimal(sugar),
        fat_g=Decimal(fat),
        saturated_fat_g=Decimal(saturated),
        fibre_g=Decimal(fibre),
        sodium_mg=sodium,
        potassium_mg=potassium,
    )
