"""What search engines read about the house, in the words of schema.org."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from menu_pages.links import Links
from ordering.delivery.schedule import Hours
from site_core.base.money import CURRENCY
from site_core.house.models import HouseContact

if TYPE_CHECKING:
    from .facts import Facts
    from .models import HomePage

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Where the house cooks; its street is in the settings.
COUNTRY = "RW"


def house_data(
    page: HomePage,
    *,
    name: str,
    image: str,
    logo: str,
    hours: Iterable[Hours],
    contact: HouseContact,
    links: Links,
) -> list[dict[str, Any]]:
    """The organization, its restaurant and its site; each knows the others by their marks."""
    home = links.absolute(links.to(page))
    return [
        _organization(name, home, logo, contact),
        _restaurant(page, name, home, image, hours, contact),
        _website(name, home),
    ]


def _organization(name: str, home: str, logo: str, contact: HouseContact) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{home}#organization",
        "name": name,
        "url": home,
        "logo": logo,
    }
    if contact.social_urls:
        data["sameAs"] = contact.social_urls
    if contact.phone or contact.email:
        point: dict[str, Any] = {"@type": "ContactPoint", "contactType": "customer service"}
        if contact.phone:
            point["telephone"] = contact.phone
        if contact.email:
            point["email"] = contact.email
        data["contactPoint"] = point
    return data


def _restaurant(
    page: HomePage, name: str, home: str, image: str, hours: Iterable[Hours], contact: HouseContact
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Restaurant",
        "@id": f"{home}#restaurant",
        "name": name,
        "description": page.welcome,
        "url": home,
        "hasMenu": f"{home}menu/",
        "servesCuisine": "Rwandan",
        "currenciesAccepted": CURRENCY,
        "parentOrganization": {"@id": f"{home}#organization"},
        "openingHoursSpecification": opening_hours_data(hours),
    }
    if image:
        data["image"] = image
    if contact.phone:
        data["telephone"] = contact.phone
    if contact.address:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": contact.address,
            "addressCountry": COUNTRY,
        }
    if contact.latitude is not None and contact.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(contact.latitude),
            "longitude": float(contact.longitude),
        }
    return data


def _website(name: str, home: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "url": home,
        "publisher": {"@id": f"{home}#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{home}search/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def opening_hours_data(hours: Iterable[Hours]) -> list[dict[str, Any]]:
    """Weekdays with the same hours in one entry; hours past midnight close the day after."""
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in hours:
        span = (f"{row.opens_at:%H:%M}", f"{row.closes_at:%H:%M}")
        days[span].append(DAYS[row.weekday])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names,
            "opens": opens,
            "closes": closes,
        }
        for (opens, closes), names in days.items()
    ]


def questions_data(facts: Facts) -> dict[str, Any]:
    """All questions with their answers as they are shown."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": asked.question,
                "acceptedAnswer": {"@type": "Answer", "text": facts.text(asked.answer)},
            }
            for asked in facts.questions
        ],
    }


def plans_data(facts: Facts) -> dict[str, Any]:
    """The plans with their prices, as search engines read them (schema.org OfferCatalog)."""
    return {
        "@type": "OfferCatalog",
        "itemListElement": [
            {
                "@type": "Offer",
                "name": plan.offer.plan.localized_name,
                "description": plan.offer.plan.localized_text,
                "price": str(plan.offer.amount),
                "priceCurrency": "RWF",
            }
            for plan in facts.plans
        ],
    }
