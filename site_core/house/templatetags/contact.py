"""{% house_contact as contact %}: how guests reach us, asked for once a request."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import Context

from site_core.house.models import HouseContact
from site_core.house.selectors import house_contact as contact_now

register = template.Library()


@register.simple_tag(takes_context=True)
def house_contact(context: Context) -> HouseContact:
    """Empty where there is no request: the page for a broken house must not ask the database."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return HouseContact()
    if not hasattr(request, "house_contact"):
        request.house_contact = contact_now()  # type: ignore[attr-defined]
    return request.house_contact  # type: ignore[attr-defined]
