"""What the home page reads: the kitchen's state, dishes to start with, sections, and where we bring."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Sum
from django.templatetags.static import static

from menu_pages.cards import DishCard, dish_pages, load_today, make_cards
from menu_pages.links import Links
from menu_pages.models import MenuPage, SectionPage
from menu_pages.picture_specs import (
    CARD_WIDTHS,
    HERO_SPECS,
    HERO_WIDTHS,
    WIDE_WIDTHS,
    Shot,
    share_url,
    shot,
    spec,
)
from ordering.delivery.selectors import active_zones, load_calendar
from ordering.orders.models import OrderLine
from site_core.house.selectors import house_contact
from site_core.images.models import Picture

from .search_data import house_data

if TYPE_CHECKING:
    from .models import HomePage

SHOWN_DISHES = 8
POPULAR_DAYS = 30
# Below this a list of "most ordered" would say more about chance than about taste.
POPULAR_NEEDS = 6


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section of the menu as a large picture."""

    name: str
    intro: str
    url: str
    picture: Shot | None


def home_context(page: HomePage, *, links: Links, now: dt.datetime) -> dict[str, Any]:
    """A fixed number of queries, whatever is on the menu."""
    menu = MenuPage.objects.child_of(page).live().first()
    day = load_today(page.locale_id, now)
    cards = make_cards(dish_pages(CARD_WIDTHS).descendant_of(menu), day, links) if menu else []
    popular = _popular(cards, now)
    sections = _sections(menu, cards, links) if menu else []
    picture = Picture.objects.prefetch_renditions(*HERO_SPECS).filter(pk=page.picture_id).first()
    calendar = load_calendar(now)
    zones = list(active_zones())
    share_image = links.absolute(share_url(picture))
    return {
        "menu_url": links.to(menu) if menu else "",
        "hero": shot(picture, HERO_WIDTHS),
        "share_image": share_image,
        "kitchen": calendar.state(now),
        "dishes": popular or _first_of_each(cards),
        "is_popular": bool(popular),
        "sections": sections,
        "zones": zones,
        "structured": house_data(
            page,
            image=share_image,
            logo=links.absolute(static("img/icon-512.png")),
            hours=calendar.hours,
            contact=house_contact(),
            links=links,
        ),
    }


def _popular(cards: list[DishCard], now: dt.datetime) -> list[DishCard]:
    """Most ordered lately, as far as they can be had now; nothing while there is little to go by."""
    rows = (
        OrderLine.objects.filter(
            order__placed_at__gte=now - dt.timedelta(days=POPULAR_DAYS), item__isnull=False
        )
        .values("item_id")
        .annotate(portions=Sum("quantity"))
        .order_by("-portions", "item_id")[: 2 * SHOWN_DISHES]
    )
    by_item = {card.item.pk: card for card in cards if not card.is_gone}
    found = [by_item[row["item_id"]] for row in rows if row["item_id"] in by_item]
    return found[:SHOWN_DISHES] if len(found) >= POPULAR_NEEDS else []


def _first_of_each(cards: list[DishCard]) -> list[DishCard]:
    """The first dishes of every section in turn: the menu in small."""
    by_section: dict[str, list[DishCard]] = {}
    for card in cards:
        if not card.is_gone:
            by_section.setdefault(card.parent_path, []).append(card)
    rounds = max((len(group) for group in by_section.values()), default=0)
    ordered = [
        group[turn] for turn in range(rounds) for group in by_section.values() if turn < len(group)
    ]
    return ordered[:SHOWN_DISHES]


def _sections(menu: MenuPage, cards: list[DishCard], links: Links) -> list[SectionCard]:
    """Each with the picture of one of its dishes. Three queries."""
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
