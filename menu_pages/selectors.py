"""What the menu's screens read: the whole menu, one section, one dish."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail.models import Page

from ordering.carts.choosing import dish_form
from ordering.catalogue.facts import Allergen
from ordering.catalogue.models import MenuItem
from ordering.delivery.selectors import kitchen_state
from ordering.reviews.selectors import dish_reviews
from site_core.images.models import Picture

from .cards import DishCard, Today, dish_pages, load_today, make_card, make_cards
from .dish_detail import allergen_groups, figures_of
from .filters import KCAL_STEPS, PRICE_STEPS, MenuFilterForm, folded
from .links import Links
from .picture_specs import CARD_WIDTHS, PICTURE_SPECS, ROW_WIDTHS, WIDE_WIDTHS, share_url, shot
from .search_data import dish_data, menu_data, section_data

if TYPE_CHECKING:
    from .models import DishPage, MenuPage, SectionPage

RELATED = 4


@dataclass(frozen=True, slots=True)
class SectionCards:
    """A section with those of its dishes that pass."""

    anchor: str
    name: str
    intro: str
    url: str
    dishes: tuple[DishCard, ...]


@dataclass(frozen=True, slots=True)
class Crumb:
    name: str
    url: str


def menu_context(
    page: MenuPage, form: MenuFilterForm, *, links: Links, now: dt.datetime
) -> dict[str, Any]:
    """All sections; those without a dish that passes are left out."""
    sections = list(
        apps.get_model("menu_pages", "SectionPage").objects.child_of(page).live().order_by("path")
    )
    context = _list_context(page, sections, form, links=links, now=now)
    if not form.is_filtering:
        data = menu_data(page.title, links.to(page), context["sections"], links)
        context["structured"] = [data]
    return context


def section_context(
    page: SectionPage, form: MenuFilterForm, *, links: Links, now: dt.datetime
) -> dict[str, Any]:
    context = _list_context(page, [page], form, links=links, now=now)
    return {
        **context,
        "structured": [section_data(section, links) for section in context["sections"]],
        "crumbs": crumbs(page, links),
        "siblings": [
            Crumb(sibling.title, links.to(sibling))
            for sibling in page.get_siblings(inclusive=False).live()
        ],
    }


def _list_context(
    page: Page,
    sections: list[SectionPage],
    form: MenuFilterForm,
    *,
    links: Links,
    now: dt.datetime,
) -> dict[str, Any]:
    day = load_today(page.locale_id, now)
    cards = make_cards(dish_pages(ROW_WIDTHS).descendant_of(page), day, links)
    passing = _filtered(cards, form, page.locale_id)
    shown = [_section(section, passing, links) for section in sections]
    shown = [section for section in shown if section.dishes]
    return {
        "form": form,
        "sections": shown,
        "count": sum(len(section.dishes) for section in shown),
        "has_dishes": bool(cards),
        "chosen_diets": [day.notes[code].name for code in form.chosen_diets],
        "chosen_without": [str(Allergen(code).label).lower() for code in form.chosen_without],
        "kitchen": kitchen_state(now),
        "notes": list(day.notes.values()),
        "allergens": [(allergen.value, allergen.label) for allergen in Allergen],
        "price_steps": PRICE_STEPS,
        "kcal_steps": KCAL_STEPS,
        "list_url": links.to(page),
    }


def _section(section: SectionPage, cards: list[DishCard], links: Links) -> SectionCards:
    return SectionCards(
        anchor=section.slug,
        name=section.title,
        intro=section.intro,
        url=links.to(section),
        dishes=tuple(card for card in cards if card.parent_path == section.path),
    )


def search_dishes(query: str, *, locale_id: int, links: Links, now: dt.datetime) -> list[DishCard]:
    """Dishes on sale that the query finds, in the order of the menu. A fixed number of queries."""
    day = load_today(locale_id, now)
    cards = make_cards(dish_pages(ROW_WIDTHS).filter(locale_id=locale_id), day, links)
    wanted = _found(cards, query, locale_id)
    return [card for card in cards if card.page_id in wanted]


def _filtered(cards: list[DishCard], form: MenuFilterForm, locale_id: int) -> list[DishCard]:
    wanted = _found(cards, form.query, locale_id) if form.query else None
    return [
        card
        for card in cards
        if (wanted is None or card.page_id in wanted)
        and form.accepts(card.item, price=card.price, is_gone=card.is_gone)
    ]


def _found(cards: list[DishCard], query: str, locale_id: int) -> set[int]:
    """Pages that the index finds, whole words or beginnings, and plain matches in name and line.

    Two queries. The plain match ignores accents, and knows the dish's names in other languages.
    """
    pages = apps.get_model("menu_pages", "DishPage").objects.live()
    pages = pages.filter(locale_id=locale_id)
    words = folded(query).split()
    plain = plain_words(query)
    found = set()
    if plain:
        found = {result.pk for result in pages.autocomplete(plain, operator="and")}
        found |= {result.pk for result in pages.search(plain, operator="and")}
    for card in cards:
        text = folded(" ".join(("", card.name, card.summary, *_names(card.item))))
        # From the beginning of a word: who looks for "pay" does not mean papaya.
        if words and all(f" {word}" in text for word in words):
            found.add(card.page_id)
    return found


def plain_words(query: str) -> str:
    """Letters and figures only: the index of SQLite reads quotes, stars and brackets as its own."""
    return " ".join("".join(c if c.isalnum() else " " for c in query).split())


def _names(item: MenuItem) -> tuple[str, str, str]:
    return item.name, item.name_fr, item.name_rw


def crumbs(page: Page, links: Links) -> list[Crumb]:
    """From the home page down to the parent. One query."""
    ancestors = page.get_ancestors().filter(depth__gt=1).order_by("path")
    return [Crumb(ancestor.title, links.to(ancestor)) for ancestor in ancestors]


def dish_context(page: DishPage, *, links: Links, now: dt.datetime) -> dict[str, Any]:
    """A dish; without an item on sale it can be read but not ordered. Fourteen queries, and
    one more once a review of it is shown."""
    day = load_today(page.locale_id, now)
    page.photo = (
        Picture.objects.prefetch_renditions(*PICTURE_SPECS).filter(pk=page.photo_id).first()
    )
    path = crumbs(page, links)
    share_image = links.absolute(share_url(page.photo))
    context: dict[str, Any] = {
        "crumbs": path,
        "kitchen": kitchen_state(now),
        "hero": shot(page.photo, WIDE_WIDTHS, alt=page.title),
        "share_image": share_image,
        "structured": [],
        "related": [],
    }
    item = MenuItem.objects.with_choices().filter(pk=page.item_id).first()
    if item is None:
        return context
    page.item = item
    card = make_card(page, day, links)
    reviews = dish_reviews(item.pk)
    context["structured"].append(dish_data(card, share_image, links, reviews))
    return {
        **context,
        "reviews": reviews,
        "dish": card,
        "item": item,
        "order_form": dish_form(item, now=now),
        "can_order": item.is_listed and not card.is_gone,
        "allergen_groups": allergen_groups(item),
        "figures": figures_of(item),
        "related": _related(page, day, links),
    }


def _related(page: DishPage, day: Today, links: Links) -> list[DishCard]:
    """What the editor put beside it; else its neighbours in the section."""
    chosen = [row.item_id for row in page.related.all()]
    pages = dish_pages(CARD_WIDTHS).filter(locale_id=page.locale_id).exclude(pk=page.pk)
    if chosen:
        found = sorted(pages.filter(item_id__in=chosen), key=lambda p: chosen.index(p.item_id))
    else:
        found = list(pages.sibling_of(page)[:RELATED])
    return make_cards(found[:RELATED], day, links)
