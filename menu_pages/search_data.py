"""What search engines read about dishes, in the words of schema.org."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from ordering.catalogue.facts import DietaryTag
from ordering.catalogue.models import MenuItem
from ordering.reviews.models import BEST
from ordering.reviews.selectors import DishReviews
from site_core.base.money import CURRENCY

from .cards import DishCard
from .links import Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .selectors import SectionCards

DIETS = {
    DietaryTag.DIABETIC_FRIENDLY.value: "https://schema.org/DiabeticDiet",
    DietaryTag.LOW_SODIUM.value: "https://schema.org/LowSaltDiet",
    DietaryTag.VEGETARIAN.value: "https://schema.org/VegetarianDiet",
    DietaryTag.VEGAN.value: "https://schema.org/VeganDiet",
    DietaryTag.GLUTEN_FREE.value: "https://schema.org/GlutenFreeDiet",
    DietaryTag.LOW_FAT.value: "https://schema.org/LowFatDiet",
}


def menu_data(
    name: str, url: str, sections: Sequence[SectionCards], links: Links
) -> dict[str, Any]:
    """The menu with its sections and what they offer, short enough to travel with the page."""
    return {
        "@context": "https://schema.org",
        "@type": "Menu",
        "name": name,
        "url": links.absolute(url),
        "hasMenuSection": [_section(section, links) for section in sections],
    }


def section_data(section: SectionCards, links: Links) -> dict[str, Any]:
    return {"@context": "https://schema.org", **_section(section, links)}


def _section(section: SectionCards, links: Links) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "MenuSection",
        "name": section.name,
        "url": links.absolute(section.url),
        "hasMenuItem": [_listed(card, links) for card in section.dishes],
    }
    if section.intro:
        data["description"] = section.intro
    return data


def _listed(card: DishCard, links: Links) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "MenuItem",
        "name": card.name,
        "url": links.absolute(card.url),
        "offers": _offer(card),
    }
    if diets := _diets(card):
        data["suitableForDiet"] = diets
    return data


def _offer(card: DishCard) -> dict[str, Any]:
    state = "SoldOut" if card.is_gone else "InStock"
    return {
        "@type": "Offer",
        "price": str(card.price),
        "priceCurrency": CURRENCY,
        "availability": f"https://schema.org/{state}",
    }


def _diets(card: DishCard) -> list[str]:
    return [DIETS[note.code] for note in card.tags if note.code in DIETS]


def dish_data(
    card: DishCard, image: str, links: Links, reviews: DishReviews | None = None
) -> dict[str, Any]:
    """A menu item with its offer. Sample figures are nobody's statement, so they are left out.

    Only once a review is shown it speaks of reviews, and is a product as well: schema.org knows no
    rating of a MenuItem.
    """
    data = {"@context": "https://schema.org", **_listed(card, links), "description": card.summary}
    if image:
        data["image"] = image
    if not card.item.is_sample and (nutrition := _nutrition(card.item)):
        data["nutrition"] = {"@type": "NutritionInformation", **nutrition}
    if reviews is not None:
        data["@type"] = ["MenuItem", "Product"]
        data.update(_reviews(reviews))
    return data


def _reviews(reviews: DishReviews) -> dict[str, Any]:
    data: dict[str, Any] = {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": reviews.average,
            "reviewCount": reviews.count,
            "bestRating": BEST,
        }
    }
    if reviews.newest:
        data["review"] = [
            {
                "@type": "Review",
                "author": {"@type": "Person", "name": review.name or gettext("A guest")},
                "datePublished": review.date.isoformat(),
                "inLanguage": review.language,
                "reviewBody": review.words,
                "reviewRating": {
                    "@type": "Rating",
                    "ratingValue": review.stars,
                    "bestRating": BEST,
                },
            }
            for review in reviews.newest
        ]
    return data


def _nutrition(item: MenuItem) -> dict[str, str]:
    """What was measured, with the units that schema.org wants written out."""
    figures = {
        "servingSize": (item.portion_grams, "g"),
        "calories": (item.kcal, "kcal"),
        "proteinContent": (item.protein_g, "g"),
        "carbohydrateContent": (item.carbohydrate_g, "g"),
        "sugarContent": (item.sugar_g, "g"),
        "fatContent": (item.fat_g, "g"),
        "saturatedFatContent": (item.saturated_fat_g, "g"),
        "fiberContent": (item.fibre_g, "g"),
        "sodiumContent": (item.sodium_mg, "mg"),
    }
    return {
        name: f"{value.normalize():f} {unit}" if isinstance(value, Decimal) else f"{value} {unit}"
        for name, (value, unit) in figures.items()
        if value is not None
    }
