"""The vocabulary of facts about food: allergens, nutrition, dietary tags. Pure values, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Allergen(TextChoices):
    """The fourteen substances of Annex II of Regulation (EU) No 1169/2011."""

    GLUTEN = "gluten", _("Gluten")
    CRUSTACEANS = "crustaceans", _("Crustaceans")
    EGGS = "eggs", _("Eggs")
    FISH = "fish", _("Fish")
    PEANUTS = "peanuts", _("Peanuts")
    SOYA = "soya", _("Soya")
    MILK = "milk", _("Milk")
    NUTS = "nuts", _("Tree nuts")
    CELERY = "celery", _("Celery")
    MUSTARD = "mustard", _("Mustard")
    SESAME = "sesame", _("Sesame")
    SULPHITES = "sulphites", _("Sulphites")
    LUPIN = "lupin", _("Lupin")
    MOLLUSCS = "molluscs", _("Molluscs")


class Presence(TextChoices):
    """How an allergen stands to a dish. Unknown is unsafe for whoever declared the allergen."""

    CONTAINS = "contains", _("Contains")
    MAY_CONTAIN = "may_contain", _("May contain traces")
    FREE = "free", _("Free from it")
    UNKNOWN = "unknown", _("Not known")


class DietaryTag(TextChoices):
    """What a dish claims to be. Each claim has a rule in `claims` that figures can refute."""

    DIABETIC_FRIENDLY = "diabetic_friendly", _("Diabetic-friendly")
    LOW_SODIUM = "low_sodium", _("Low-sodium")
    HIGH_PROTEIN = "high_protein", _("High-protein")
    VEGETARIAN = "vegetarian", _("Vegetarian")
    VEGAN = "vegan", _("Vegan")
    GLUTEN_FREE = "gluten_free", _("Gluten-free")
    LOW_FAT = "low_fat", _("Low-fat")
    HIGH_FIBRE = "high_fibre", _("High-fibre")
    POST_SURGERY = "post_surgery", _("Post-surgery")
    SOFT_DIET = "soft_diet", _("Soft diet")


# What is vegan is vegetarian as well, without being tagged twice.
INCLUDED_IN: Mapping[str, frozenset[str]] = {
    DietaryTag.VEGETARIAN: frozenset({DietaryTag.VEGAN}),
}


@dataclass(frozen=True, slots=True)
class Nutrition:
    """Figures for one portion as served. None means "not measured", which is not zero.

    Units: portion in grams (or millilitres for drinks), energy in kcal, sodium and potassium in
    milligrams, everything else in grams.
    """

    portion_grams: int | None = None
    kcal: int | None = None
    protein_g: Decimal | None = None
    carbohydrate_g: Decimal | None = None
    sugar_g: Decimal | None = None
    fat_g: Decimal | None = None
    saturated_fat_g: Decimal | None = None
    fibre_g: Decimal | None = None
    sodium_mg: int | None = None
    potassium_mg: int | None = None


@dataclass(frozen=True, slots=True)
class FoodFacts:
    """All that a rule may know about a dish: its figures, its allergens, its claims."""

    nutrition: Nutrition = field(default_factory=Nutrition)
    allergens: Mapping[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()

    def carries(self, tag: str) -> bool:
        """Whether the dish claims a tag, itself or by one that includes it."""
        return tag in self.tags or bool(INCLUDED_IN.get(tag, frozenset()) & self.tags)

    def presence(self, allergen: str) -> str:
        """The declared presence of an allergen; a missing declaration is `Presence.UNKNOWN`."""
        return self.allergens.get(allergen, Presence.UNKNOWN)
