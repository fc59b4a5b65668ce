"""Every address of the house, found by walking the URL patterns: nothing can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

OURS = {"ordering", "site_core", "menu_pages", "marketing"}


def our_routes() -> set[str]:
    """Routes whose views are ours, and those that modeladmin makes for our models."""
    return {
        route
        for route, pattern in _walk(get_resolver(), "")
        if pattern.callback.__module__.split(".")[0] in OURS
        or "_modeladmin_" in (pattern.name or "")
    }


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        else:
            yield route, entry
