"""One dish in full: its figures and its allergens in plain words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import Allergen, Presence
from ordering.catalogue.models import MenuItem

PRESENCE_WORDS = {
    Presence.CONTAINS: _("Contains"),
    Presence.MAY_CONTAIN: _("May contain traces of"),
    Presence.UNKNOWN: _("Not known, so treat it as unsafe"),
    Presence.FREE: _("Free from"),
}


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
