"""{% brand as brand %}: name, logo and colours of the house, asked for once a request."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import Context

from site_core.house.models import Brand
from site_core.house.selectors import house_brand

register = template.Library()


@register.simple_tag(takes_context=True)
def brand(context: Context) -> Brand:
    """The house's own where there is no request: a broken house must not ask the database."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return Brand()
    if not hasattr(request, "house_brand"):
        request.house_brand = house_brand()  # type: ignore[attr-defined]
    return request.house_brand  # type: ignore[attr-defined]
