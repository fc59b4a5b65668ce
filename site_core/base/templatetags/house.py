"""Template tags of the house: money, icons, languages, and data for scripts and search engines."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from site_core.base.languages import LanguageLink
from site_core.base.languages import language_links as links_of
from site_core.base.money import format_rwf
from site_core.base.seo import Head, SitePage, head_of

register = template.Library()

# What could end a script element or start a comment in it; JSON reads the escapes as the same text.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def rwf(amount: int | None) -> str:
    """2500 -> "2 500 RWF" with spaces that do not break; nothing for None."""
    return "" if amount is None else format_rwf(int(amount))


@register.filter
def signed_rwf(amount: int) -> str:
    """500 -> "+500 RWF", -200 -> "−200 RWF", nothing for zero: what a choice adds."""
    if not amount:
        return ""
    return f"{'+' if amount > 0 else '−'}{format_rwf(abs(int(amount)))}"


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute: JSON, escaped by the template like any other text."""
    return json.dumps(value or {}, ensure_ascii=False)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of components/icons.html; always beside a word, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>',
        name,
    )


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """A data block for search engines that no text in it can break out of."""
    text = json.dumps(data, ensure_ascii=False).translate(_JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The page at hand in every language; empty where there is no request."""
    request: HttpRequest | None = context.get("request")
    return links_of(request, context.get("page")) if request is not None else []


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> Head | None:
    """The head of the page at hand from its context: share_image, crumbs, structured."""
    request: HttpRequest | None = context.get("request")
    page = context.get("page")
    if request is None or not isinstance(page, SitePage):
        return None
    return head_of(
        page,
        request,
        image=context.get("share_image") or "",
        crumbs=context.get("crumbs") or (),
        structured=context.get("structured") or (),
    )


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """A path of this site with scheme and host, for canonical links and share pictures."""
    request: HttpRequest | None = context.get("request")
    return request.build_absolute_uri(path) if request is not None and path else path


@register.inclusion_tag("components/findings.html", takes_context=True)
def findings(context: Context) -> dict[str, Any]:
    """In a preview only: what the editor's checks find, and Wagtail's checker that reads it."""
    request: HttpRequest | None = context.get("request")
    page = context.get("page")
    is_preview = getattr(request, "is_preview", False)
    found = sorted(page.findings()) if is_preview and isinstance(page, SitePage) else []
    return {"is_preview": is_preview, "findings": found, "request": request, "page": page}
