"""The terms of schema.org that the site may use: a type, its properties, and what each may hold.

Source: the type pages of schema.org, version 29. "text" is any text, "url" an address of http or
https, "number" a number, "ref" an object that is only an @id; a capital letter names a type.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

THING = {"name": "text", "description": "text", "url": "url", "image": "url", "sameAs": "url"}
ORGANIZATION = {
    **THING,
    "logo": "url",
    "contactPoint": "ContactPoint",
    "telephone": "text",
    "email": "text",
    "address": "PostalAddress",
    "parentOrganization": "ref",
    "aggregateRating": "AggregateRating",
    "review": "Review",
}
NUTRIENTS = (
    "servingSize",
    "calories",
    "proteinContent",
    "carbohydrateContent",
    "sugarContent",
    "fatContent",
    "saturatedFatContent",
    "fiberContent",
    "sodiumContent",
)
TYPES: dict[str, dict[str, str]] = {
    "Organization": ORGANIZATION,
    "Restaurant": {
        **ORGANIZATION,
        "hasMenu": "url",
        "servesCuisine": "text",
        "currenciesAccepted": "text",
        "paymentAccepted": "text",
        "openingHoursSpecification": "OpeningHoursSpecification",
        "geo": "GeoCoordinates",
    },
    "WebSite": {
        **THING,
        "publisher": "ref",
        "potentialAction": "SearchAction",
        "inLanguage": "text",
    },
    "SearchAction": {"target": "EntryPoint", "query-input": "text"},
    "EntryPoint": {"urlTemplate": "text"},
    "ContactPoint": {"contactType": "text", "telephone": "text", "email": "text"},
    "PostalAddress": {"streetAddress": "text", "addressCountry": "text", "addressLocality": "text"},
    "GeoCoordinates": {"latitude": "number", "longitude": "number"},
    "OpeningHoursSpecification": {"dayOfWeek": "day", "opens": "time", "closes": "time"},
    "BreadcrumbList": {**THING, "itemListElement": "ListItem"},
    "ListItem": {"position": "number", "name": "text", "item": "url"},
    "Menu": {**THING, "hasMenuSection": "MenuSection", "inLanguage": "text"},
    "MenuSection": {**THING, "hasMenuItem": "MenuItem"},
    "MenuItem": {
        **THING,
        "offers": "Offer",
        "nutrition": "NutritionInformation",
        "suitableForDiet": "diet",
    },
    "Product": {
        **THING,
        "offers": "Offer",
        "aggregateRating": "AggregateRating",
        "review": "Review",
    },
    "Offer": {"price": "text", "priceCurrency": "text", "availability": "url", "url": "url"},
    "NutritionInformation": dict.fromkeys(NUTRIENTS, "text"),
    "FAQPage": {**THING, "mainEntity": "Question", "inLanguage": "text"},
    "Question": {"name": "text", "acceptedAnswer": "Answer"},
    "Answer": {"text": "text"},
    "Article": {
        **THING,
        "headline": "text",
        "datePublished": "text",
        "dateModified": "text",
        "author": "Organization",
        "publisher": "Organization",
        "mainEntityOfPage": "url",
        "inLanguage": "text",
    },
    "AggregateRating": {
        "ratingValue": "figure",
        "reviewCount": "figure",
        "ratingCount": "figure",
        "bestRating": "figure",
        "worstRating": "figure",
    },
    "Review": {
        "author": "Person",
        "datePublished": "text",
        "reviewBody": "text",
        "reviewRating": "Rating",
        "name": "text",
    },
    "Rating": {"ratingValue": "figure", "bestRating": "figure", "worstRating": "figure"},
    "Person": {"name": "text"},
}
# What search engines refuse to do without.
REQUIRED: dict[str, set[str]] = {
    "Restaurant": {"name", "url", "openingHoursSpecification"},
    "MenuItem": {"name", "offers"},
    "Offer": {"price", "priceCurrency", "availability"},
    "ListItem": {"position", "name", "item"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
    "Article": {"headline", "datePublished"},
    "AggregateRating": {"ratingValue"},
}
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
DIETS = {
    f"https://schema.org/{name}Diet"
    for name in ("Diabetic", "GlutenFree", "LowFat", "LowSalt", "Vegan", "Vegetarian")
}


def complaints(data: dict[str, Any]) -> list[str]:
    """What is wrong with a top-level block; nothing when it is sound."""
    found = [] if data.get("@context") == "https://schema.org" else ["no @context"]
    return found + list(_check(data, "", is_top=True))


def _check(data: dict[str, Any], path: str, *, is_top: bool = False) -> Iterator[str]:
    names = data.get("@type", [])
    names = names if isinstance(names, list) else [names]
    unknown = [name for name in names if name not in TYPES]
    if unknown or not names:
        yield f"{path or 'top'}: type {unknown or 'missing'}"
        return
    allowed = {key: kind for name in names for key, kind in TYPES[name].items()}
    for missing in {key for name in names for key in REQUIRED.get(name, ())} - set(data):
        yield f"{path}{names[0]}: lacks {missing}"
    for key, value in data.items():
        if key == "@type" or key == "@id" or (key == "@context" and is_top):
            continue
        if key not in allowed:
            yield f"{path}{names[0]}: unknown {key}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _check_value(one, allowed[key], f"{path}{names[0]}.{key}")


def _check_value(value: Any, kind: str, path: str) -> Iterator[str]:
    if kind[0].isupper():
        if not isinstance(value, dict) or kind not in _as_list(value.get("@type")):
            yield f"{path}: not a {kind}"
        else:
            yield from _check(value, f"{path} > ")
    elif kind == "ref":
        if not isinstance(value, dict) or set(value) != {"@id"}:
            yield f"{path}: not a reference"
    elif not _is(value, kind):
        yield f"{path}: {value!r} is no {kind}"


def _is(value: Any, kind: str) -> bool:
    text = str(value)
    return {
        "text": isinstance(value, str) and bool(text.strip()),
        "url": text.startswith(("http://", "https://")),
        "number": isinstance(value, int | float),
        "figure": text.replace(".", "", 1).isdigit(),
        "day": text in DAYS,
        "time": len(text) == 5 and text[2] == ":",
        "diet": text in DIETS,
    }[kind]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
