"""sitemap.xml: every public page with its languages, its picture and when it last changed.

The tables of pages are asked a fixed number of times, however many pages there are.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from wagtail.models import Page, Site

from menu_pages.picture_specs import share_url
from site_core.base.seo import SitePage
from site_core.base.share_shape import SHARE_SPEC
from site_core.images.models import Picture

# The limit of one file in the protocol of sitemaps.org.
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Alternate:
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One `url` of the file. Addresses are absolute."""

    address: str
    changed_at: dt.datetime | None
    alternates: tuple[Alternate, ...]
    image: str


def entries(request: HttpRequest) -> list[Entry]:
    """In the order of the tree, one language after the other."""
    pages = _public_pages(request)
    images = _images(pages)
    together: dict[object, list[Alternate]] = defaultdict(list)
    addresses = {page.pk: page.get_full_url(request) for page in pages}
    for page in pages:
        code = page.locale.language_code
        together[page.translation_key].append(Alternate(code, addresses[page.pk]))
    return [
        Entry(
            address=addresses[page.pk],
            changed_at=page.last_published_at or page.latest_revision_created_at,
            alternates=tuple(together[page.translation_key]),
            image=request.build_absolute_uri(images[page.pk]) if page.pk in images else "",
        )
        for page in pages
        if addresses[page.pk]
    ]


def _public_pages(request: HttpRequest) -> list[Page]:
    """What the site's root and its translations hold, without what asks for a password."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    codes = [code for code, _name in settings.LANGUAGES]
    roots = site.root_page.get_translations(inclusive=True).filter(
        live=True, locale__language_code__in=codes
    )
    found = Page.objects.none()
    for root in roots:
        found |= Page.objects.descendant_of(root, inclusive=True)
    return list(found.live().public().select_related("locale").order_by("path")[:MOST])


def _images(pages: Iterable[Page]) -> dict[int, str]:
    """The share picture of each page: the one that was set, else the page's own."""
    wanted = {page.pk for page in pages}
    shots = Picture.objects.prefetch_renditions(SHARE_SPEC)
    found: dict[int, str] = {}
    for model in _page_models():
        names = [n for n in ("share_picture", "photo", "picture") if _has_picture(model, n)]
        rows = model.objects.filter(pk__in=wanted).only("pk", *names)
        for row in rows.prefetch_related(*(Prefetch(name, queryset=shots) for name in names)):
            urls = (share_url(getattr(row, name)) for name in names)
            if url := next((url for url in urls if url), ""):
                found[row.pk] = url
    return found


def _page_models() -> list[type[SitePage]]:
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


def _has_picture(model: type[SitePage], name: str) -> bool:
    return any(
        field.name == name and field.related_model is Picture for field in model._meta.get_fields()
    )
