"""{% banner_slot "cart" %} and {% closure_strip %}: what marketing and the calendar say on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from wagtail.models import Page

from marketing.banners.audiences import MadeUp, Visitor
from marketing.banners.closures import closure_notice
from marketing.banners.models import Banner
from marketing.banners.selectors import (
    Placement,
    Shown,
    Slot,
    personal_slot,
    shared_slot,
    shown,
)
from site_core.base.page_cache import keep_until
from site_core.base.previews import moment_of, place_of

register = template.Library()


@register.inclusion_tag("banners/slot.html", takes_context=True)
def banner_slot(context: Context, placement: str, personal: bool = False) -> dict[str, Any]:
    """The banner of a place. `personal` only on pages that are made for one person.

    Nothing where there is no request: the page for a broken house must not ask the database.
    """
    request: HttpRequest | None = context.get("request")
    placement = Placement(placement).value
    section = _section(context.get("page")) if placement == Placement.SECTION else ""
    if request is None:
        return {"slot": None}
    if personal:
        slot = Slot(personal_slot(request, placement, Visitor(request)), is_personal=False)
    elif zone_kind := place_of(request):
        visitor = MadeUp(request, zone_kind)
        slot = Slot(personal_slot(request, placement, visitor, section), is_personal=False)
    else:
        slot = shared_slot(request, placement, section)
    return {"slot": slot, "placement": placement, "section": section, "personal": personal}


@register.simple_tag(takes_context=True)
def as_shown(context: Context, banner: Banner) -> Shown:
    """A banner at hand, whatever its place, schedule and audience: for its preview."""
    return shown(banner, context["request"])


def _section(page: Page | None) -> str:
    return str(page.translation_key) if page is not None else ""


@register.inclusion_tag("banners/closure_strip.html", takes_context=True)
def closure_strip(context: Context) -> dict[str, Any]:
    """The days without cooking, from three days before until they are over."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {"notice": None}
    now = moment_of(request)
    notice = closure_notice(now)
    if notice is not None:
        keep_until(request, notice.changes_at, now=now)
    return {"notice": notice}
