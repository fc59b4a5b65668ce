"""Dishes as lists show them. A fixed number of queries, whatever the number of dishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Prefetch

from ordering.catalogue.facts import DietaryTag
from ordering.catalogue.models import DailyPortions, MenuItem
from ordering.delivery.schedule import today
from site_core.images.models import Picture

from .links import Links
from .picture_specs import CARD_WIDTHS, ROW_WIDTHS, Shot, shot, spec

if TYPE_CHECKING:
    from .models import DishPage


@dataclass(frozen=True, slots=True)
class Note:
    """A dietary tag in words."""

    code: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class DishCard:
    """One dish in a list. `price` in RWF is the lowest that its sizes allow.

    `row` and `card` are its picture small and large; None where it was not fetched in that width.
    """

    page_id: int
    photo_id: int | None
    parent_path: str
    code: str
    name: str
    summary: str
    url: str
    price: int
    has_prices: bool
    kcal: int | None
    tags: tuple[Note, ...]
    needs_choice: bool
    is_gone: bool
    back_at: dt.datetime | None
    row: Shot | None
    card: Shot | None
    item: MenuItem


@dataclass(frozen=True, slots=True)
class Today:
    """What every card needs to know and no card asks for itself."""

    now: dt.datetime
    gone_items: frozenset[int]
    notes: Mapping[str, Note]


def dish_pages(widths: Sequence[int]) -> Any:
    """Live pages of items on sale, with pictures in these widths: six queries in all."""
    page_model = apps.get_model("menu_pages", "DishPage")
    specs = [spec(width, kind) for width in widths for kind in ("avif", "webp")]
    photos = Picture.objects.prefetch_renditions(*specs)
    items = MenuItem.objects.prefetch_related("sizes", "groups")
    return (
        page_model.objects.live()
        .filter(item__is_listed=True)
        .prefetch_related(Prefetch("item", queryset=items), Prefetch("photo", queryset=photos))
        .order_by("path")
    )


def load_today(locale_id: int, now: dt.datetime) -> Today:
    """Two queries: the portions that are gone, and the dietary tags in this language."""
    gone = frozenset(
        row.item_id
        for row in DailyPortions.objects.filter(date=today(now)).only(
            "item_id", "portions", "taken"
        )
        if row.left is not None and row.left <= 0
    )
    notes = {tag.value: Note(tag.value, str(tag.label), "") for tag in DietaryTag}
    note_model = apps.get_model("menu_pages", "DietaryNote")
    for row in note_model.objects.filter(locale_id=locale_id):
        notes[row.tag] = Note(row.tag, row.name, row.explanation)
    return Today(now, gone, notes)


def lowest_price(item: MenuItem) -> int:
    return item.price + min((size.extra for size in item.sizes.all()), default=0)


def is_gone(item: MenuItem, day: Today) -> bool:
    """Sold out by word of the kitchen, or today's portions are all taken."""
    return item.is_sold_out(day.now) or item.pk in day.gone_items or item.daily_portions == 0


def make_card(page: DishPage, day: Today, links: Links) -> DishCard:
    item = page.item
    assert item is not None
    sizes = list(item.sizes.all())
    return DishCard(
        page_id=page.pk,
        photo_id=page.photo_id,
        parent_path=page.path[: -page.steplen],
        code=item.code,
        name=page.title,
        summary=page.summary,
        url=links.to(page),
        price=lowest_price(item),
        has_prices=len({size.extra for size in sizes}) > 1,
        kcal=item.kcal,
        tags=tuple(day.notes[tag] for tag in item.tags if tag in day.notes),
        needs_choice=len(sizes) > 1 or item.needs_choice,
        is_gone=is_gone(item, day),
        back_at=_back_at(item, day),
        row=shot(page.photo, ROW_WIDTHS),
        card=shot(page.photo, CARD_WIDTHS),
        item=item,
    )


def make_cards(pages: Iterable[DishPage], day: Today, links: Links) -> list[DishCard]:
    return [make_card(page, day, links) for page in pages]


def _back_at(item: MenuItem, day: Today) -> dt.datetime | None:
    """When it can be had again, if that is still today."""
    until = item.sold_out_until
    if until is None or not item.is_sold_out(day.now) or today(until) != today(day.now):
        return None
    return until
