"""May this person eat this? A table of every presence, and of diets that include others."""

from __future__ import annotations

import pytest

from ordering.catalogue.facts import Allergen, DietaryTag, FoodFacts, Presence
from ordering.dietary.verdicts import Needs, judge


@pytest.mark.parametrize(
    ("presence", "reasons"),
    [
        (Presence.FREE, ()),
        (Presence.CONTAINS, ("It contains peanuts.",)),
        (Presence.MAY_CONTAIN, ("It may contain traces of peanuts.",)),
        (Presence.UNKNOWN, ("We do not know whether it contains peanuts.",)),
    ],
)
def test_declared_allergy_stops_all_but_free(presence: Presence, reasons: tuple[str, ...]) -> None:
    facts = FoodFacts(allergens={Allergen.PEANUTS: presence})
    assert judge(facts, Needs(avoids=(Allergen.PEANUTS,))).reasons == reasons


def test_missing_declaration_counts_as_unsafe() -> None:
    verdict = judge(FoodFacts(), Needs(avoids=(Allergen.MILK,)))
    assert verdict.reasons == ("We do not know whether it contains milk.",)


def test_who_declared_nothing_may_eat_everything() -> None:
    assert judge(FoodFacts(), Needs()).is_safe


def test_every_reason_is_given() -> None:
    facts = FoodFacts(allergens={Allergen.FISH: Presence.CONTAINS, Allergen.MILK: Presence.FREE})
    needs = Needs(avoids=(Allergen.FISH, Allergen.MILK), diets=(DietaryTag.VEGAN,))
    assert judge(facts, needs).reasons == ("It contains fish.", "It is not marked vegan.")


def test_vegan_is_vegetarian_as_well() -> None:
    vegan = FoodFacts(tags=frozenset({DietaryTag.VEGAN}))
    assert judge(vegan, Needs(diets=(DietaryTag.VEGETARIAN,))).is_safe
    vegetarian = FoodFacts(tags=frozenset({DietaryTag.VEGETARIAN}))
    assert not judge(vegetarian, Needs(diets=(DietaryTag.VEGAN,))).is_safe
