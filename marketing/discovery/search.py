"""The search of the whole site: dishes, pages and questions, with suggestions and a second guess.

Only what is public is found, so an answer is the same for everybody.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.utils.html import strip_tags
from wagtail.models import Locale, Page

from marketing.dishes import first_of_each, popular, popular_items
from marketing.models import FAQPage
from marketing.questions import all_questions, matching
from marketing.reading import Reader
from menu_pages.cards import DishCard, dish_pages, load_today, make_cards
from menu_pages.filters import folded
from menu_pages.links import Links
from menu_pages.models import DishPage
from menu_pages.picture_specs import ROW_WIDTHS
from menu_pages.selectors import plain_words, search_dishes
from site_core.base.page_cache import current_version

from .spelling import corrected, words_of

MOST_DISHES, MOST_PAGES, MOST_QUESTIONS = 24, 10, 10
MOST_SUGGESTIONS = 8
LINE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class PageHit:
    name: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a query led to. `instead` is the query that was asked in its place, if any."""

    query: str
    instead: str = ""
    dishes: tuple[DishCard, ...] = ()
    pages: tuple[PageHit, ...] = ()
    questions: tuple[PageHit, ...] = ()

    @property
    def count(self) -> int:
        return len(self.dishes) + len(self.pages) + len(self.questions)


def search_site(query: str, *, links: Links, now: dt.datetime) -> Found:
    """In the active language. When nothing is found, the nearest words that we know are tried."""
    found = _search(query, links=links, now=now)
    if found.count:
        return found
    instead = corrected(query, _known(links).words)
    if not instead:
        return found
    second = _search(instead, links=links, now=now)
    return Found(query, instead, second.dishes, second.pages, second.questions)


def _search(query: str, *, links: Links, now: dt.datetime) -> Found:
    locale = Locale.get_active()
    return Found(
        query=query,
        dishes=tuple(search_dishes(query, locale_id=locale.pk, links=links, now=now)[:MOST_DISHES]),
        pages=tuple(_pages(query, locale.pk, links)),
        questions=tuple(_questions(query, locale.pk, links)),
    )


def _questions(query: str, locale_id: int, links: Links) -> list[PageHit]:
    """Each leads to its place on the page of questions; nothing without such a page."""
    asked = matching(all_questions(locale_id), query)[:MOST_QUESTIONS]
    page = FAQPage.objects.live().public().order_by("pk").first() if asked else None
    if page is None:
        return []
    reader = Reader(links.request)
    address = reader.urls([page])[page.pk]
    return [PageHit(a.question, _line(a.answer), f"{address}#{a.anchor}") for a in asked]


def _line(html: str) -> str:
    """The beginning of a text in plain words."""
    words = " ".join(strip_tags(html.replace("><", "> <")).split())
    return textwrap.shorten(unescape(words), LINE_LENGTH, placeholder="…")


def _pages(query: str, locale_id: int, links: Links) -> list[PageHit]:
    """Pages that are no dishes, best first. What nobody translated yet is found in English."""
    plain = plain_words(query)
    if not plain:
        return []
    english = Locale.objects.get_for_language(settings.LANGUAGE_CODE).pk
    pages = Page.objects.live().public().not_type(DishPage)
    pages = pages.filter(locale__in=[locale_id, english])
    # Names that begin so, then texts that hold the words.
    named = pages.autocomplete(plain, operator="and")[: 2 * MOST_PAGES]
    results = [*named, *pages.search(plain, operator="and")[: 2 * MOST_PAGES]]
    own = {page.translation_key for page in results if page.locale_id == locale_id}
    foreign = [page for page in results if page.locale_id != locale_id]
    shown = Reader(links.request).translations(foreign)
    hits: dict[int, PageHit] = {}
    for page in results:
        page = shown.get(page.pk, page)
        if page.locale_id != locale_id and page.translation_key in own:
            continue
        hits.setdefault(page.pk, _hit(page, links))
    return list(hits.values())[:MOST_PAGES]


def _hit(page: Page, links: Links) -> PageHit:
    return PageHit(page.title, page.search_description, Reader(links.request).url(page))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that begins or contains what was typed so far, and where it leads."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the site holds in one language: what can be suggested, and all its words."""

    suggestions: tuple[Suggestion, ...]
    words: frozenset[str]


_remembered: dict[str, tuple[int, _Known]] = {}


def forget() -> None:
    """For tests, whose changes are never committed and so raise no version."""
    _remembered.clear()


def _known(links: Links) -> _Known:
    """Loaded once in each process until something public changes. Three queries then."""
    language = Reader(links.request).language
    version = current_version()
    kept = _remembered.get(language)
    if kept is None or kept[0] != version or not version:
        kept = (version, _load(links))
        _remembered[language] = kept
    return kept[1]


def _load(links: Links) -> _Known:
    locale = Locale.get_active()
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=1).order_by("path")
    named = [(page.title, page.search_description, links.to(page)) for page in pages]
    asked = [question.question for question in all_questions(locale.pk)]
    return _Known(
        suggestions=tuple(Suggestion(name, url) for name, _line, url in named),
        words=words_of([*(f"{name} {line}" for name, line, _url in named), *asked]),
    )


def suggestions(typed: str, *, links: Links) -> list[Suggestion]:
    """Names that begin with what was typed come before those that hold it further on."""
    wanted = " ".join(folded(typed).split())
    if not wanted:
        return []
    ranked = [
        (not name.startswith(wanted), f" {name}".find(f" {wanted}"), position)
        for position, name in enumerate(folded(row.name) for row in _known(links).suggestions)
        if f" {wanted}" in f" {name}"
    ]
    rows = _known(links).suggestions
    return [rows[position] for _late, _where, position in sorted(ranked)[:MOST_SUGGESTIONS]]


def popular_links(links: Links, *, now: dt.datetime, limit: int = 6) -> list[Suggestion]:
    """Dishes that many order, as far as they can be had; else the menu in small."""
    locale = Locale.get_active()
    day = load_today(locale.pk, now)
    cards = make_cards(dish_pages(ROW_WIDTHS).filter(locale_id=locale.pk), day, links)
    shown = popular(cards, popular_items(now)) or first_of_each(cards)
    return [Suggestion(card.name, card.url) for card in shown[:limit]]
