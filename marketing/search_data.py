"""What search engines read about the house, in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from menu_pages.links import Links
from site_core.base.money import CURRENCY

if TYPE_CHECKING:
    from .models import HomePage


def restaurant_data(page: HomePage, image: str, links: Links) -> dict[str, Any]:
    home = links.absolute(links.to(page))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Restaurant",
        "name": "Dusangire",
        "description": page.welcome,
        "url": home,
        "hasMenu": f"{home}menu/",
        "servesCuisine": "Rwandan",
        "currenciesAccepted": CURRENCY,
    }
    if image:
        data["image"] = image
    return data
