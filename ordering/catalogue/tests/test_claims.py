"""Claims against figures: exact thresholds, missing figures, unknown allergens."""

from decimal import Decimal

import pytest
from django.utils import translation

from ordering.catalogue.claims import all_contradictions, contradictions
from ordering.catalogue.facts import Allergen, DietaryTag, FoodFacts, Nutrition, Presence

ALL_FREE = {allergen.value: Presence.FREE.value for allergen in Allergen}
WHOLE_NUMBERS = {"portion_grams", "kcal", "sodium_mg", "potassium_mg"}


def facts_with(allergens=None, **figures) -> FoodFacts:
    exact = {
        name: value if name in WHOLE_NUMBERS or value is None else Decimal(value)
        for name, value in figures.items()
    }
    return FoodFacts(nutrition=Nutrition(**exact), allergens={**ALL_FREE, **(allergens or {})})


HONEST = [
    ("low_fat", {"fat_g": "9", "portion_grams": 300}),
    ("low_fat", {"fat_g": "0", "portion_grams": 1}),
    ("low_sodium", {"sodium_mg": 360, "portion_grams": 300}),
    ("high_fibre", {"fibre_g": "6", "portion_grams": 100, "kcal": 900}),
    ("high_fibre", {"fibre_g": "12", "portion_grams": 400, "kcal": 400}),
    ("high_fibre", {"fibre_g": "6", "portion_grams": 100}),
    ("high_fibre", {"fibre_g": "12", "kcal": 400}),
    ("high_protein", {"protein_g": "20", "kcal": 400}),
    ("high_protein", {"protein_g": "10", "kcal": 200}),
    ("diabetic_friendly", {"carbohydrate_g": "60", "sugar_g": "15"}),
    ("post_surgery", {"fat_g": "12", "fibre_g": "4", "sodium_mg": 600}),
    ("soft_diet", {"fat_g": "16", "fibre_g": "6", "sodium_mg": 600}),
    ("vegetarian", {}),
    ("vegan", {}),
    ("gluten_free", {}),
]


@pytest.mark.parametrize(("tag", "figures"), HONEST)
def test_exactly_at_the_threshold_is_honest(tag, figures):
    assert contradictions(tag, facts_with(**figures)) == []


REFUTED = [
    (
        "low_fat",
        {"fat_g": "9.1", "portion_grams": 300},
        ["100 g have 3.1 g of fat; this claim allows 3 g."],
    ),
    (
        "low_fat",
        {"fat_g": "30.01", "portion_grams": 1000},
        ["100 g have 3.1 g of fat; this claim allows 3 g."],
    ),
    (
        "low_sodium",
        {"sodium_mg": 361, "portion_grams": 300},
        ["100 g have 120.4 mg of sodium; this claim allows 120 mg."],
    ),
    (
        "high_fibre",
        {"fibre_g": "5.9", "portion_grams": 100, "kcal": 197},
        ["A portion has 5.9 g of fibre; this claim needs 6 g per 100 g or 3 g per 100 kcal."],
    ),
    (
        "high_protein",
        {"protein_g": "20", "kcal": 401},
        ["Protein gives 19.9 % of the energy; this claim needs 20 %."],
    ),
    (
        "high_protein",
        {"protein_g": "9.9", "kcal": 60},
        ["A portion has 9.9 g of protein; this claim needs 10 g."],
    ),
    (
        "high_protein",
        {"protein_g": "0", "kcal": 0},
        ["A portion has 0 g of protein; this claim needs 10 g."],
    ),
    (
        "diabetic_friendly",
        {"carbohydrate_g": "60.1", "sugar_g": "3"},
        ["A portion has 60.1 g of carbohydrate; this claim allows 60 g."],
    ),
    (
        "post_surgery",
        {"fat_g": "12.1", "fibre_g": "4.1", "sodium_mg": 601},
        [
            "A portion has 12.1 g of fat; this claim allows 12 g.",
            "A portion has 4.1 g of fibre; this claim allows 4 g.",
            "A portion has 601 mg of sodium; this claim allows 600 mg.",
        ],
    ),
    (
        "soft_diet",
        {"fat_g": "16.1", "fibre_g": "6.1", "sodium_mg": 601},
        [
            "A portion has 16.1 g of fat; this claim allows 16 g.",
            "A portion has 6.1 g of fibre; this claim allows 6 g.",
            "A portion has 601 mg of sodium; this claim allows 600 mg.",
        ],
    ),
]


@pytest.mark.parametrize(("tag", "figures", "reasons"), REFUTED)
def test_one_step_past_the_threshold_is_refuted_with_its_reason(tag, figures, reasons):
    assert contradictions(tag, facts_with(**figures)) == reasons


def test_orange_juice_is_not_diabetic_friendly():
    juice = facts_with(portion_grams=300, carbohydrate_g="30", sugar_g="26")

    assert contradictions("diabetic_friendly", juice) == [
        "A portion has 26 g of sugar; this claim allows 15 g."
    ]


MISSING = [
    ("low_fat", {"portion_grams": 300}, ["The fat of this dish has not been measured."]),
    (
        "low_fat",
        {"fat_g": "1"},
        ["The weight of a portion of this dish has not been measured."],
    ),
    (
        "low_fat",
        {"fat_g": "0", "portion_grams": 0},
        ["The weight of a portion of this dish has not been measured."],
    ),
    ("low_sodium", {"portion_grams": 300}, ["The sodium of this dish has not been measured."]),
    (
        "high_fibre",
        {"portion_grams": 300, "kcal": 300},
        ["The fibre of this dish has not been measured."],
    ),
    (
        "high_fibre",
        {"fibre_g": "5", "portion_grams": 300},
        ["The energy of this dish has not been measured."],
    ),
    (
        "high_fibre",
        {"fibre_g": "5", "kcal": 300},
        ["The weight of a portion of this dish has not been measured."],
    ),
    ("high_protein", {"protein_g": "30"}, ["The energy of this dish has not been measured."]),
    ("high_protein", {"kcal": 300}, ["The protein of this dish has not been measured."]),
    (
        "diabetic_friendly",
        {},
        [
            "The carbohydrate of this dish has not been measured.",
            "The sugar of this dish has not been measured.",
        ],
    ),
    (
        "post_surgery",
        {"fat_g": "1", "fibre_g": "1"},
        ["The sodium of this dish has not been measured."],
    ),
    (
        "soft_diet",
        {"fat_g": "1", "sodium_mg": 1},
        ["The fibre of this dish has not been measured."],
    ),
]


@pytest.mark.parametrize(("tag", "figures", "reasons"), MISSING)
def test_a_missing_figure_refutes_the_claim(tag, figures, reasons):
    assert contradictions(tag, facts_with(**figures)) == reasons


def test_no_fibre_and_no_energy_is_not_high_fibre():
    water = facts_with(fibre_g="0", portion_grams=500, kcal=0)

    assert len(contradictions("high_fibre", water)) == 1


PRESENCES = [
    (Presence.CONTAINS, "The dish contains: {}."),
    (Presence.MAY_CONTAIN, "The dish may contain traces of: {}."),
    (Presence.UNKNOWN, "It is not known whether the dish contains: {}."),
]

RULED_OUT = {
    "gluten_free": {"gluten"},
    "vegetarian": {"fish", "crustaceans", "molluscs"},
    "vegan": {"milk", "eggs", "fish", "crustaceans", "molluscs"},
}


@pytest.mark.parametrize(("presence", "sentence"), PRESENCES)
@pytest.mark.parametrize("allergen", list(Allergen))
@pytest.mark.parametrize("tag", RULED_OUT)
def test_only_free_satisfies_a_claim_on_allergens(tag, allergen, presence, sentence):
    reasons = contradictions(tag, facts_with(allergens={allergen.value: presence.value}))

    refuted = allergen.value in RULED_OUT[tag]
    assert reasons == ([sentence.format(allergen.label)] if refuted else [])


def test_an_undeclared_allergen_counts_as_unknown():
    nothing_declared = FoodFacts()

    assert contradictions("gluten_free", nothing_declared) == [
        "It is not known whether the dish contains: Gluten."
    ]
    assert len(contradictions("vegan", nothing_declared)) == 5


def test_a_dish_without_facts_may_claim_nothing():
    reasons = all_contradictions(FoodFacts())

    assert set(reasons) == set(DietaryTag.values)
    assert all(reasons.values())


def test_a_plain_dish_may_claim_everything_its_facts_allow():
    facts = facts_with(
        portion_grams=400,
        kcal=220,
        protein_g="15",
        carbohydrate_g="30",
        sugar_g="6",
        fat_g="3",
        fibre_g="4",
        sodium_mg=300,
    )

    honest = {tag for tag, reasons in all_contradictions(facts).items() if not reasons}

    assert honest == set(DietaryTag.values) - {"high_fibre"}


def test_a_code_that_is_no_tag_is_refused():
    with pytest.raises(ValueError, match="keto"):
        contradictions("keto", FoodFacts())


def test_figures_are_written_as_the_reader_writes_them():
    soup = facts_with(fat_g="12.5", fibre_g="1", sodium_mg=1)

    with translation.override("fr"):
        (reason,) = contradictions("post_surgery", soup)

    assert "12,5 g" in reason.replace("\u00a0", " ")
