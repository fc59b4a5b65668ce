"""The signed labels that pages carry, so that browsers can say what was seen."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import Context

from marketing.usage import labels

register = template.Library()


@register.simple_tag(takes_context=True)
def counted_as(context: Context) -> str:
    """The label of the page at hand: its path, or the name of a view whose address is private.

    Nothing for previews, error pages and staff screens: they are not counted.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return ""
    if context.get("page") is not None:
        return labels.write(labels.PAGE, request.path)
    name = request.resolver_match.view_name if request.resolver_match else ""
    is_named = name and not name.startswith(("wagtail", "staff"))
    return labels.write(labels.PAGE, f":{name}") if is_named else ""


@register.filter
def banner_label(code: str) -> str:
    return labels.write(labels.BANNER, code)
