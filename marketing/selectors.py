"""Pages beside and below a page, as lists show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from wagtail.models import Page

from menu_pages.links import Links
from menu_pages.picture_specs import CARD_WIDTHS, Shot, shot, spec
from site_core.images.models import Picture


@dataclass(frozen=True, slots=True)
class Neighbour:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page in a list of pages."""

    name: str
    intro: str
    url: str
    picture: Shot | None = None
    date: dt.date | None = None


def neighbours(page: Page, links: Links) -> list[Neighbour]:
    """Pages of the same kind beside this one, in their order. One query."""
    siblings = type(page).objects.sibling_of(page, inclusive=False).live().order_by("path")
    return [Neighbour(sibling.title, links.to(sibling)) for sibling in siblings]


def children(page: Page, links: Links, *, with_pictures: bool = False) -> list[PageCard]:
    """The live pages below, articles by date. One query; three with pictures."""
    (model,) = page.allowed_subpage_models()
    has_date = any(field.name == "date" for field in model._meta.fields)
    rows = list(
        model.objects.child_of(page).live().order_by(*(("-date", "-pk") if has_date else ("path",)))
    )
    pictures: Mapping[int, Picture] = {}
    if with_pictures:
        specs = [spec(width, kind) for width in CARD_WIDTHS for kind in ("avif", "webp")]
        keys = {row.picture_id for row in rows}
        pictures = Picture.objects.prefetch_renditions(*specs).in_bulk(keys - {None})
    return [
        PageCard(
            name=row.title,
            intro=row.intro,
            url=links.to(row),
            picture=shot(pictures.get(row.picture_id), CARD_WIDTHS),
            date=row.date if has_date else None,
        )
        for row in rows
    ]
