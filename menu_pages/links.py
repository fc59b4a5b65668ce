"""Addresses for pages, made at the edge where the request is, so that selectors need none."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Links:
    """Remembers the request: the roots of all languages are looked up once, not once a page."""

    request: HttpRequest

    def to(self, page: Page) -> str:
        return str(page.get_url(self.request) or "")

    def absolute(self, path: str) -> str:
        return self.request.build_absolute_uri(path) if path else ""
