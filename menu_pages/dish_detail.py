"""One dish in full: its choices with prices, its figures, its allergens in plain words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import Allergen, Presence
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import option_key

PRESENCE_WORDS = {
    Presence.CONTAINS: _("Contains"),
    Presence.MAY_CONTAIN: _("May contain traces of"),
    Presence.UNKNOWN: _("Not known, so treat it as unsafe"),
    Presence.FREE: _("Free from"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `extra` in RWF is added to the price; `is_default` is chosen from the start."""

    key: str
    name: str
    extra: int
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form: its field name, and how many answers it takes."""

    field: str
    name: str
    minimum: int
    maximum: int
    choices: tuple[Choice, ...]

    @property
    def is_single(self) -> bool:
        return self.maximum == 1

    @property
    def is_required(self) -> bool:
        return self.minimum > 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen with a dish. `start` in RWF is the price before anything is chosen."""

    sizes: tuple[Choice, ...]
    questions: tuple[Question, ...]
    start: int

    def __bool__(self) -> bool:
        return bool(self.sizes or self.questions)


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the figures of a portion; `value` is None when it was not measured."""

    name: str | Promise
    value: int | Decimal | None
    unit: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class AllergenGroup:
    """Allergens that stand to a dish in the same way."""

    presence: str
    label: str
    names: tuple[str, ...]


def choices_of(item: MenuItem) -> Choices:
    """Fetch the item `with_choices()` first. Options that are not to be had are left out."""
    sizes = list(item.sizes.all())
    default = next((size for size in sizes if size.is_default), sizes[0] if sizes else None)
    questions = []
    for group in item.groups.all():
        options = [option for option in group.options.all() if option.is_available]
        if not options:
            continue
        questions.append(
            Question(
                field=f"options-{group.code}",
                name=group.localized_name,
                minimum=group.minimum,
                maximum=group.maximum,
                choices=tuple(
                    Choice(option_key(group.code, o.code), o.localized_name, o.extra)
                    for o in options
                ),
            )
        )
    return Choices(
        sizes=tuple(
            Choice(size.code, size.localized_name, size.extra, size is default) for size in sizes
        ),
        questions=tuple(questions),
        start=item.price + (default.extra if default else 0),
    )


def figures_of(item: MenuItem) -> tuple[Figure, ...]:
    return (
        Figure(_("Portion"), item.portion_grams, "g"),
        Figure(_("Energy"), item.kcal, "kcal"),
        Figure(_("Protein"), item.protein_g, "g"),
        Figure(_("Carbohydrate"), item.carbohydrate_g, "g"),
        Figure(_("of which sugars"), item.sugar_g, "g", is_part=True),
        Figure(_("Fat"), item.fat_g, "g"),
        Figure(_("of which saturated"), item.saturated_fat_g, "g", is_part=True),
        Figure(_("Fibre"), item.fibre_g, "g"),
        Figure(_("Sodium"), item.sodium_mg, "mg"),
        Figure(_("Potassium"), item.potassium_mg, "mg"),
    )


def allergen_groups(item: MenuItem) -> tuple[AllergenGroup, ...]:
    """All fourteen, each in exactly one group; what nobody declared is "not known"."""
    facts = item.facts
    groups = []
    for presence in (Presence.CONTAINS, Presence.MAY_CONTAIN, Presence.UNKNOWN, Presence.FREE):
        names = tuple(
            str(allergen.label)
            for allergen in Allergen
            if facts.presence(allergen.value) == presence.value
        )
        if names:
            groups.append(AllergenGroup(presence.value, str(PRESENCE_WORDS[presence]), names))
    return tuple(groups)
