"""What the blocks of a page show: each says what it needs, everything is loaded once.

However many blocks a page has, and whatever stands in them, the number of queries depends only on
which kinds of facts are needed. `Needs` collects, `load_facts` reads, a block takes from `Facts`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wagtail.models import Page

from menu_pages.cards import DishCard, Note, dish_pages, load_today, make_cards
from menu_pages.links import Links
from menu_pages.models import MenuPage
from menu_pages.picture_specs import CARD_WIDTHS, HERO_SPECS, Shot, share_url, shot
from ordering.delivery.models import Zone
from ordering.delivery.schedule import KitchenState
from ordering.delivery.selectors import Calendar, active_zones, load_calendar
from ordering.loyalty.models import LoyaltyRules
from ordering.loyalty.rules import rules_at
from ordering.subscriptions.comparing import Compared, compare_plans
from site_core.images.models import Picture

from .dishes import SectionCard, popular, popular_items, section_cards
from .hours import DayHours, week_of
from .questions import Asked, all_questions
from .reading import Reader
from .rich_texts import expand_all


@dataclass(slots=True)
class Needs:
    """What the blocks of one page ask for."""

    dishes: bool = False
    popular: bool = False
    sections: bool = False
    diets: bool = False
    hours: bool = False
    zones: bool = False
    questions: bool = False
    plans: bool = False
    points: bool = False
    pictures: set[int] = field(default_factory=set)
    pages: dict[int, Page] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def picture(self, picture: Picture | None) -> None:
        if picture is not None:
            self.pictures.add(picture.pk)

    def page(self, page: Page | None) -> None:
        if page is not None:
            self.pages[page.pk] = page


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true now. What nobody asked for is empty."""

    calendar: Calendar | None = None
    kitchen: KitchenState | None = None
    week: Sequence[DayHours] = ()
    zones: Sequence[Zone] = ()
    diets: Sequence[Note] = ()
    dishes: Sequence[DishCard] = ()
    popular: Sequence[DishCard] = ()
    sections: Sequence[SectionCard] = ()
    questions: Sequence[Asked] = ()
    plans: Sequence[Compared] = ()
    points: LoyaltyRules | None = None
    menu_url: str = ""
    pictures: Mapping[int, Picture] = field(default_factory=dict)
    urls: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def shot(self, picture: Picture | None, widths: Sequence[int], alt: str = "") -> Shot | None:
        return shot(self.pictures.get(picture.pk), widths, alt) if picture is not None else None

    def share_url(self, picture_id: int | None) -> str:
        return share_url(self.pictures.get(picture_id or 0))

    def url(self, page: Page | None) -> str:
        return self.urls.get(page.pk, "") if page is not None else ""

    def text(self, stored: str) -> str:
        """Rich text ready to be shown. A text that was not asked for is made ready now."""
        return self.texts[stored] if stored in self.texts else expand_all([stored])[stored]


def load_facts(needs: Needs, *, locale_id: int, links: Links, now: dt.datetime) -> Facts:
    """A number of queries that depends on what is needed, never on how much of it."""
    calendar = load_calendar(now) if needs.hours else None
    menu = MenuPage.objects.live().filter(locale_id=locale_id).order_by("path").first()
    cards: list[DishCard] = []
    diets: Sequence[Note] = ()
    if needs.dishes or needs.sections or needs.diets:
        day = load_today(locale_id, now)
        diets = tuple(day.notes.values())
        if needs.dishes or needs.sections:
            cards = make_cards(dish_pages(CARD_WIDTHS).filter(locale_id=locale_id), day, links)
    questions = all_questions(locale_id) if needs.questions else ()
    texts = [*needs.texts, *(asked.answer for asked in questions)]
    return Facts(
        calendar=calendar,
        kitchen=calendar.state(now) if calendar else None,
        week=week_of(calendar, now) if calendar else (),
        zones=tuple(active_zones()) if needs.zones else (),
        diets=diets,
        dishes=cards,
        popular=popular(cards, popular_items(now)) if needs.popular else (),
        sections=section_cards(menu, cards, links) if needs.sections else (),
        questions=questions,
        plans=compare_plans(now) if needs.plans else (),
        points=rules_at(now) if needs.points else None,
        menu_url=links.to(menu) if menu else "",
        pictures=Picture.objects.prefetch_renditions(*HERO_SPECS).in_bulk(needs.pictures)
        if needs.pictures
        else {},
        urls=Reader(links.request).urls(needs.pages.values()) if needs.pages else {},
        texts=expand_all(texts),
    )
