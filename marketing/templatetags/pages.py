"""Template tags of the pages: links of header and footer, and the note on a missing translation."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from marketing.facts import Facts
from marketing.hours import Shift, in_short
from marketing.questions import Asked
from marketing.reading import Reader
from marketing.site_links import SiteLinks
from marketing.site_links import site_links as links_for
from ordering.delivery.selectors import opening_hours as opening_hours_now

register = template.Library()


@register.simple_tag(takes_context=True)
def site_links(context: Context) -> SiteLinks:
    """Empty where there is no request: the page for a broken house must not ask the database."""
    request: HttpRequest | None = context.get("request")
    return links_for(Reader(request)) if request is not None else SiteLinks()


@register.simple_tag(takes_context=True)
def opening_hours(context: Context) -> list[Shift]:
    """The week in short, from the hours that the kitchen really keeps. One query a request."""
    request: HttpRequest | None = context.get("request")
    return in_short(opening_hours_now()) if request is not None else []


@register.simple_tag
def answer(facts: Facts, asked: Asked) -> SafeString:
    """The answer to a question as HTML, made ready together with all texts of the page."""
    return mark_safe(facts.text(asked.answer))  # noqa: S308 - Wagtail's rich text, cleaned by its editor
