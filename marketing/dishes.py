"""Dishes as pages around the menu show them: what is popular, the menu in small, its sections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from menu_pages.cards import DishCard
from menu_pages.links import Links
from menu_pages.models import MenuPage, SectionPage
from menu_pages.picture_specs import WIDE_WIDTHS, Shot, shot, spec
from ordering.orders.models import OrderLine
from site_core.images.models import Picture

POPULAR_DAYS = 30
# Below this a list of "most ordered" would say more about chance than about taste.
POPULAR_NEEDS = 6
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section of the menu as a large picture."""

    name: str
    intro: str
    url: str
    picture: Shot | None


def popular_items(now: dt.datetime) -> list[int]:
    """Keys of the items that were ordered most lately, the most ordered first. One query."""
    rows = (
        OrderLine.objects.filter(
            order__placed_at__gte=now - dt.timedelta(days=POPULAR_DAYS), item__isnull=False
        )
        .values("item_id")
        .annotate(portions=Sum("quantity"))
        .order_by("-portions", "item_id")[: 2 * MOST_SHOWN]
    )
    return [row["item_id"] for row in rows]


def popular(cards: Sequence[DishCard], items: Sequence[int]) -> list[DishCard]:
    """As far as they can be had now; nothing while there is little to go by."""
    by_item = {card.item.pk: card for card in cards if not card.is_gone}
    found = [by_item[item] for item in items if item in by_item]
    return found if len(found) >= POPULAR_NEEDS else []


def first_of_each(cards: Sequence[DishCard]) -> list[DishCard]:
    """The first dishes of every section in turn: the menu in small."""
    by_section: dict[str, list[DishCard]] = {}
    for card in cards:
        if not card.is_gone:
            by_section.setdefault(card.parent_path, []).append(card)
    rounds = max((len(group) for group in by_section.values()), default=0)
    return [
        group[turn] for turn in range(rounds) for group in by_section.values() if turn < len(group)
    ]


def section_cards(
    menu: MenuPage | None, cards: Sequence[DishCard], links: Links
) -> list[SectionCard]:
    """Each with the picture of one of its dishes. Three queries."""
    if menu is None:
        return []
    pages = list(SectionPage.objects.child_of(menu).live().order_by("path"))
    photos: dict[str, list[int]] = {}
    for card in cards:
        if card.photo_id is not None:
            photos.setdefault(card.parent_path, []).append(card.photo_id)
    # Not the first dish: that one is shown just above, in the row of dishes.
    faces = {path: found[min(2, len(found) - 1)] for path, found in photos.items()}
    specs = [spec(width, kind) for width in WIDE_WIDTHS for kind in ("avif", "webp")]
    pictures = Picture.objects.prefetch_renditions(*specs).in_bulk(faces.values())
    return [
        SectionCard(
            name=section.title,
            intro=section.intro,
            url=links.to(section),
            picture=shot(pictures.get(faces.get(section.path, 0)), WIDE_WIDTHS),
        )
        for section in pages
    ]
