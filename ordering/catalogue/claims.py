"""What a dish may honestly claim: one rule for each `DietaryTag`, pure, no database.

A rule can refute a claim, never prove it: that nothing of an animal went into a vegan stew, or that
a soft dish is soft, stays the cook's word. A figure that a rule needs and does not have refutes
the claim too, as does an allergen that is not known: nobody may be told "low-sodium" on a guess.

Sources. Regulation (EC) No 1924/2006, annex, holds for low-fat, low-sodium, high-fibre and
high-protein; Commission Implementing Regulation (EU) No 828/2014 (20 mg of gluten per kg) stands
behind gluten-free. Everything named "house rule" below is ours, to be confirmed by the dietitian.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial
from typing import Final, TypeAlias

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop

from .facts import Allergen, DietaryTag, FoodFacts, Nutrition, Presence

Rule: TypeAlias = Callable[[FoodFacts], list[str]]

LOW_FAT_G_PER_100_G: Final = Decimal("3")
"""Annex, "low fat", solids. Facts do not tell food from drink, so this is what the rule applies."""

LOW_FAT_G_PER_100_ML: Final = Decimal("1.5")
"""Annex, "low fat", liquids. For callers who know that a dish is a drink, as the seed data does."""

LOW_SODIUM_MG_PER_100_G: Final = Decimal("120")
"""Annex, "low sodium/salt": 0.12 g of sodium per 100 g or 100 ml."""

HIGH_FIBRE_G_PER_100_G: Final = Decimal("6")
HIGH_FIBRE_G_PER_100_KCAL: Final = Decimal("3")
"""Annex, "high fibre": either of the two is enough."""

HIGH_PROTEIN_PERCENT_OF_ENERGY: Final = Decimal("20")
"""Annex, "high protein"."""

KCAL_PER_G_PROTEIN: Final = Decimal("4")
"""Regulation (EU) No 1169/2011, annex XIV."""

HIGH_PROTEIN_G_PER_PORTION: Final = Decimal("10")
"""House rule. Article 5(1)(d) of 1924/2006 asks for a significant quantity in what is really eaten;
without it a clear broth of 30 kcal would be "high-protein" to somebody who is healing."""

CARBOHYDRATE_CHOICE_G: Final = Decimal("15")
"""One carbohydrate choice, as diabetes education counts them."""

DIABETIC_CARBOHYDRATE_G: Final = 4 * CARBOHYDRATE_CHOICE_G
"""House rule. Meal plans for adults commonly give three to four choices to a main meal."""

DIABETIC_SUGAR_G: Final = CARBOHYDRATE_CHOICE_G
"""House rule. At most one of these choices as sugar, which enters the blood fastest."""

GENTLE_SODIUM_MG: Final = Decimal("600")
"""House rule. Three such meals leave 200 mg of a 2,000 mg day for drinks and bread."""

POST_SURGERY_FAT_G: Final = Decimal("12")
"""House rule. Fat slows the stomach: a 50 g day shared by three meals and a snack."""

POST_SURGERY_FIBRE_G: Final = Decimal("4")
"""House rule. Three meals stay inside a low-residue day of 10 to 15 g."""

SOFT_DIET_FAT_G: Final = Decimal("16")
"""House rule. A third of a 50 g day, rounded down."""

SOFT_DIET_FIBRE_G: Final = Decimal("6")
"""House rule. More than this is nearly always skins, husks or strings that need chewing."""

FLESH_OF_THE_SEA: Final = (Allergen.FISH, Allergen.CRUSTACEANS, Allergen.MOLLUSCS)
FROM_ANIMALS: Final = (Allergen.MILK, Allergen.EGGS, *FLESH_OF_THE_SEA)

_NOT_MEASURED: Final = {
    "portion_grams": gettext_noop("The weight of a portion of this dish has not been measured."),
    "kcal": gettext_noop("The energy of this dish has not been measured."),
    "protein_g": gettext_noop("The protein of this dish has not been measured."),
    "carbohydrate_g": gettext_noop("The carbohydrate of this dish has not been measured."),
    "sugar_g": gettext_noop("The sugar of this dish has not been measured."),
    "fat_g": gettext_noop("The fat of this dish has not been measured."),
    "fibre_g": gettext_noop("The fibre of this dish has not been measured."),
    "sodium_mg": gettext_noop("The sodium of this dish has not been measured."),
}

_TOO_MUCH_PER_PORTION: Final = {
    "carbohydrate_g": gettext_noop(
        "A portion has %(value)s g of carbohydrate; this claim allows %(limit)s g."
    ),
    "sugar_g": gettext_noop("A portion has %(value)s g of sugar; this claim allows %(limit)s g."),
    "fat_g": gettext_noop("A portion has %(value)s g of fat; this claim allows %(limit)s g."),
    "fibre_g": gettext_noop("A portion has %(value)s g of fibre; this claim allows %(limit)s g."),
    "sodium_mg": gettext_noop(
        "A portion has %(value)s mg of sodium; this claim allows %(limit)s mg."
    ),
}

_TOO_MUCH_PER_100_G: Final = {
    "fat_g": gettext_noop("100 g have %(value)s g of fat; this claim allows %(limit)s g."),
    "sodium_mg": gettext_noop("100 g have %(value)s mg of sodium; this claim allows %(limit)s mg."),
}

_NOT_FREE: Final = {
    Presence.CONTAINS: gettext_noop("The dish contains: %(allergen)s."),
    Presence.MAY_CONTAIN: gettext_noop("The dish may contain traces of: %(allergen)s."),
    Presence.UNKNOWN: gettext_noop("It is not known whether the dish contains: %(allergen)s."),
}


def contradictions(tag: str, facts: FoodFacts) -> list[str]:
    """Why the facts refute this claim, as sentences for staff; an empty list means honest.

    Raises ValueError for a code that is not a `DietaryTag`.
    """
    return _RULES[DietaryTag(tag)](facts)


def still_claimed(*, before: FoodFacts, after: FoodFacts) -> frozenset[str]:
    """The claims of a dish that hold after a choice: those that the choice gave no new reason
    against. What was refuted before is the dietitian's to settle, not the choice's."""
    return frozenset(
        tag for tag in before.tags if contradictions(tag, after) == contradictions(tag, before)
    )


def all_contradictions(facts: FoodFacts) -> dict[str, list[str]]:
    """The same for every `DietaryTag`, claimed or not, so a form can also show what is possible."""
    return {tag.value: contradictions(tag, facts) for tag in DietaryTag}


def _low_fat(facts: FoodFacts) -> list[str]:
    return _above_per_100_g(facts.nutrition, "fat_g", LOW_FAT_G_PER_100_G)


def _low_sodium(facts: FoodFacts) -> list[str]:
    return _above_per_100_g(facts.nutrition, "sodium_mg", LOW_SODIUM_MG_PER_100_G)


def _high_fibre(facts: FoodFacts) -> list[str]:
    """Enough per weight or per energy; a missing basis matters only when the other one fails."""
    nutrition = facts.nutrition
    fibre = _measured(nutrition, "fibre_g")
    if fibre is None:
        return _missing(nutrition, "fibre_g")
    grams, kcal = _measured(nutrition, "portion_grams"), _measured(nutrition, "kcal")
    if grams and fibre * 100 >= HIGH_FIBRE_G_PER_100_G * grams:
        return []
    if kcal and fibre * 100 >= HIGH_FIBRE_G_PER_100_KCAL * kcal:
        return []
    unmeasured = _missing(nutrition, "portion_grams", "kcal")
    if unmeasured:
        return unmeasured
    sentence = gettext(
        "A portion has %(value)s g of fibre; this claim needs %(per_weight)s g per 100 g "
        "or %(per_energy)s g per 100 kcal."
    )
    return [
        sentence
        % {
            "value": _shown(fibre),
            "per_weight": _shown(HIGH_FIBRE_G_PER_100_G),
            "per_energy": _shown(HIGH_FIBRE_G_PER_100_KCAL),
        }
    ]


def _high_protein(facts: FoodFacts) -> list[str]:
    nutrition = facts.nutrition
    protein, kcal = _measured(nutrition, "protein_g"), _measured(nutrition, "kcal")
    if protein is None or kcal is None:
        return _missing(nutrition, "protein_g", "kcal")
    reasons = []
    if protein < HIGH_PROTEIN_G_PER_PORTION:
        sentence = gettext("A portion has %(value)s g of protein; this claim needs %(limit)s g.")
        reasons.append(
            sentence % {"value": _shown(protein), "limit": _shown(HIGH_PROTEIN_G_PER_PORTION)}
        )
    if protein * KCAL_PER_G_PROTEIN * 100 < HIGH_PROTEIN_PERCENT_OF_ENERGY * kcal:
        sentence = gettext(
            "Protein gives %(value)s %% of the energy; this claim needs %(limit)s %%."
        )
        percent = _rounded(protein * KCAL_PER_G_PROTEIN * 100 / kcal, ROUND_FLOOR)
        reasons.append(
            sentence % {"value": _shown(percent), "limit": _shown(HIGH_PROTEIN_PERCENT_OF_ENERGY)}
        )
    return reasons


def _free_from(allergens: tuple[Allergen, ...], facts: FoodFacts) -> list[str]:
    """Each of these must be declared free; traces and "not known" refute like the thing itself."""
    found = [(allergen, Presence(facts.presence(allergen))) for allergen in allergens]
    return [
        gettext(_NOT_FREE[presence]) % {"allergen": allergen.label}
        for allergen, presence in found
        if presence != Presence.FREE
    ]


def _portion_within(limits: dict[str, Decimal], facts: FoodFacts) -> list[str]:
    """No figure of a portion may pass its limit; the limit itself is allowed."""
    reasons = []
    for figure, limit in limits.items():
        value = _measured(facts.nutrition, figure)
        if value is None:
            reasons += _missing(facts.nutrition, figure)
        elif value > limit:
            sentence = gettext(_TOO_MUCH_PER_PORTION[figure])
            reasons.append(sentence % {"value": _shown(value), "limit": _shown(limit)})
    return reasons


def _above_per_100_g(nutrition: Nutrition, figure: str, limit: Decimal) -> list[str]:
    """Compares without dividing, so a dish exactly at the limit is never refused by rounding."""
    value, grams = _measured(nutrition, figure), _measured(nutrition, "portion_grams")
    if value is None or grams is None:
        return _missing(nutrition, figure, "portion_grams")
    if value * 100 <= limit * grams:
        return []
    density = _rounded(value * 100 / grams, ROUND_CEILING)
    sentence = gettext(_TOO_MUCH_PER_100_G[figure])
    return [sentence % {"value": _shown(density), "limit": _shown(limit)}]


def _measured(nutrition: Nutrition, figure: str) -> Decimal | None:
    """A figure as a Decimal. A portion that weighs nothing was not weighed."""
    value: int | Decimal | None = getattr(nutrition, figure)
    if value is None or (figure == "portion_grams" and value <= 0):
        return None
    return Decimal(value)


def _missing(nutrition: Nutrition, *figures: str) -> list[str]:
    return [gettext(_NOT_MEASURED[name]) for name in figures if _measured(nutrition, name) is None]


def _rounded(value: Decimal, rounding: str) -> Decimal:
    """One decimal, away from the limit, so that "3 g; allows 3 g" is never shown as a reason."""
    return value.quantize(Decimal("0.1"), rounding=rounding)


def _shown(value: Decimal) -> str:
    """In the reader's number format, without trailing zeros."""
    return number_format(value.normalize())


_RULES: Final[dict[DietaryTag, Rule]] = {
    DietaryTag.DIABETIC_FRIENDLY: partial(
        _portion_within,
        {"carbohydrate_g": DIABETIC_CARBOHYDRATE_G, "sugar_g": DIABETIC_SUGAR_G},
    ),
    DietaryTag.LOW_SODIUM: _low_sodium,
    DietaryTag.HIGH_PROTEIN: _high_protein,
    DietaryTag.VEGETARIAN: partial(_free_from, FLESH_OF_THE_SEA),
    DietaryTag.VEGAN: partial(_free_from, FROM_ANIMALS),
    DietaryTag.GLUTEN_FREE: partial(_free_from, (Allergen.GLUTEN,)),
    DietaryTag.LOW_FAT: _low_fat,
    DietaryTag.HIGH_FIBRE: _high_fibre,
    DietaryTag.POST_SURGERY: partial(
        _portion_within,
        {
            "fat_g": POST_SURGERY_FAT_G,
            "fibre_g": POST_SURGERY_FIBRE_G,
            "sodium_mg": GENTLE_SODIUM_MG,
        },
    ),
    DietaryTag.SOFT_DIET: partial(
        _portion_within,
        {
            "fat_g": SOFT_DIET_FAT_G,
            "fibre_g": SOFT_DIET_FIBRE_G,
            "sodium_mg": GENTLE_SODIUM_MG,
        },
    ),
}
