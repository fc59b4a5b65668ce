"""What search engines read about dishes, in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ordering.catalogue.facts import DietaryTag
from site_core.base.money import CURRENCY

from .cards import DishCard
from .links import Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .selectors import Crumb

DIETS = {
    DietaryTag.DIABETIC_FRIENDLY.value: "https://schema.org/DiabeticDiet",
    DietaryTag.LOW_SODIUM.value: "https://schema.org/LowSaltDiet",
    DietaryTag.VEGETARIAN.value: "https://schema.org/VegetarianDiet",
    DietaryTag.VEGAN.value: "https://schema.org/VeganDiet",
    DietaryTag.GLUTEN_FREE.value: "https://schema.org/GlutenFreeDiet",
    DietaryTag.LOW_FAT.value: "https://schema.org/LowFatDiet",
}


def breadcrumbs_data(crumbs: Sequence[Crumb], links: Links) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.name,
                "item": links.absolute(crumb.url),
            }
            for position, crumb in enumerate(crumbs, start=1)
        ],
    }


def dish_data(card: DishCard, image: str, links: Links) -> dict[str, Any]:
    """A menu item with its offer. Sample figures are nobody's statement, so they are left out."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MenuItem",
        "name": card.name,
        "description": card.summary,
        "url": links.absolute(card.url),
        "offers": {
            "@type": "Offer",
            "price": str(card.price),
            "priceCurrency": CURRENCY,
            "availability": "https://schema.org/SoldOut"
            if card.is_gone
            else "https://schema.org/InStock",
        },
    }
    diets = [DIETS[note.code] for note in card.tags if note.code in DIETS]
    if diets:
        data["suitableForDiet"] = diets
    if image:
        data["image"] = image
    if card.kcal is not None and not card.item.is_sample:
        data["nutrition"] = {
            "@type": "NutritionInformation",
            "calories": f"{card.kcal} calories",
        }
    return data
