"""Name, logo and colours of the house, wherever a template shows them."""

from __future__ import annotations

import logging

from django import template
from django.db import DatabaseError
from django.http import HttpRequest
from django.template.context import Context

from site_core.house.brand import OWN_NAME
from site_core.house.models import Brand
from site_core.house.selectors import brand_of, house_brand

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag(takes_context=True)
def brand(context: Context) -> Brand:
    """{% brand as brand %}, once a request. The house's own where there is no request: a broken
    house must not ask the database."""
    request: HttpRequest | None = context.get("request")
    return Brand() if request is None else brand_of(request)


@register.simple_tag
def house_name() -> str:
    """{% house_name %} in what has no request: a letter. One query; a letter that says that the
    database is away goes out all the same."""
    try:
        return house_brand().name
    except DatabaseError:
        logger.warning("The name of the house could not be read.")
        return OWN_NAME


@register.filter
def of_house(title: str, name: str) -> str:
    """{{ title|of_house:brand.name }}: with the name of the house, unless it stands there already."""
    return title if name in title else f"{title} · {name}"
