"""Puts the pages around the menu into the database in three languages: only what is missing.

Pages and questions are known by `seed_code`, so staff edits survive. Links between pages are
written once all pages exist. Safe to repeat.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from menu_pages.picture_seeding import keep_picture
from menu_pages.picture_specs import HERO_SPECS
from menu_pages.studio import develop
from site_core.images.models import Picture

from .models import HomePage, Question, Topic
from .models.base import BlocksPage
from .seed import HOME, PAGES, QUESTIONS, TOPICS
from .seed.pictures import help_pictures
from .seed.schema import Block, PageSeed, Words

# The dish at the top of the home page until marketing chooses a photo.
HOUSE_DISH = "isombe-ubugali"
HOME_PICTURE = "home"
HOME_CODE = "home"
LANGUAGES = tuple(HOME)

Known = dict[tuple[str, str], BlocksPage]
# Keys of rows by code and language.
Keys = Mapping[tuple[str, str], int]


def seed_home_pages(*, with_picture: bool = True) -> int:
    """How many pages were made. The welcome page of a fresh Wagtail gives way to ours."""
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    english = _english_home(site)
    wanted = [
        locale
        for locale in _locales()
        if english is None or english.get_translation_or_none(locale) is None
    ]
    if not wanted:
        return 0
    picture = _home_picture() if with_picture else None
    with transaction.atomic():
        for locale in wanted:
            code = locale.language_code
            words = HOME[code]
            home = HomePage(
                slug="dusangire" if code == "en" else f"dusangire-{code}",
                locale=locale,
                picture=picture,
                seed_code=HOME_CODE,
                title=words.title,
                search_description=words.intro,
                **_dates(),
                **words.more,
            )
            if english is not None:
                home.translation_key = english.translation_key
            root.refresh_from_db()
            root.add_child(instance=home)
            english = english or home
        assert english is not None
        _make_root(english, site)
    return len(wanted)


@transaction.atomic
def seed_questions() -> int:
    """How many were made: topics first, then questions, each linked to its English twin."""
    made = 0
    topics: dict[tuple[str, str], Topic] = {}
    for order, (code, names) in enumerate(TOPICS.items()):
        for locale in _locales():
            topic = Topic.objects.filter(seed_code=code, locale=locale).first()
            if topic is None:
                topic = Topic(
                    seed_code=code,
                    locale=locale,
                    sort_order=order,
                    name=names[locale.language_code],
                )
                _link(topic, topics.get((code, "en")))
                topic.save()
                made += 1
            topics[code, locale.language_code] = topic
    known = {(row.seed_code, row.locale_id): row for row in Question.objects.exclude(seed_code="")}
    urls = _page_ids()
    for order, seed in enumerate(QUESTIONS):
        for locale in _locales():
            if (seed.code, locale.pk) in known:
                continue
            question, answer = seed.words[locale.language_code]
            row = Question(
                seed_code=seed.code,
                locale=locale,
                sort_order=order,
                topic=topics[seed.topic, locale.language_code],
                question=question,
                answer=_linked(answer, locale.language_code, urls),
                **_dates(),
            )
            english = _locales()[0]
            _link(row, known.get((seed.code, english.pk)))
            row.save()
            known[seed.code, locale.pk] = row
            made += 1
    return made


@transaction.atomic
def seed_inner_pages() -> int:
    """How many were made under the home pages. Their bodies are still empty."""
    known = _known()
    dishes = {seed.picture for seed in PAGES if seed.picture}
    pictures = {row.seed_code: row for row in Picture.objects.filter(seed_code__in=dishes)}
    made = 0
    for seed in PAGES:
        for locale in _locales():
            code = locale.language_code
            parent = known.get((seed.parent or HOME_CODE, code))
            if (seed.code, code) in known or parent is None:
                continue
            page = _page(seed, seed.words[code], locale, pictures.get(seed.picture))
            _link(page, known.get((seed.code, "en")))
            # The path and the number of children of a parent change with every child.
            parent.refresh_from_db(fields=["path", "numchild", "depth"])
            parent.add_child(instance=page)
            known[seed.code, code] = page
            made += 1
    return made


@transaction.atomic
def seed_bodies() -> int:
    """Fill the empty bodies of seeded pages that nobody has edited; how many were filled."""
    ids = _page_ids()
    topics = {(row.seed_code, row.locale.language_code): row.pk for row in _with_locale(Topic)}
    pictures = help_pictures()
    words = {HOME_CODE: HOME, **{seed.code: seed.words for seed in PAGES}}
    filled = 0
    for (code, language), page in _known().items():
        said = words[code][language].body if code in words else ()
        if not said or page.body or page.latest_revision_id is not None:
            continue
        page.body = json.dumps(_Writer(language, ids, topics, pictures).stored(said, code))
        page.save(clean=False)
        filled += 1
    return filled


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes blocks as a StreamField stores them, with keys for codes.

    The ids of blocks are the same in every language, so that they are known as translations.
    """

    language: str
    pages: Keys
    topics: Keys
    pictures: Keys

    def stored(self, body: Sequence[Block], code: str) -> list[dict[str, Any]]:
        return [
            {
                "type": kind,
                "id": _block_id(f"{code}.{n}"),
                "value": self._value(value, f"{code}.{n}"),
            }
            for n, (kind, value) in enumerate(body)
        ]

    def _value(self, value: Any, path: str) -> Any:
        match value:
            case dict():
                return {key: self._value(part, f"{path}.{key}") for key, part in value.items()}
            case list():
                return [
                    {"type": "item", "id": _block_id(place), "value": self._value(row, place)}
                    for n, row in enumerate(value)
                    for place in [f"{path}.{n}"]
                ]
            case str() if path.endswith(".picture"):
                return self.pictures.get((value, self.language))
            case str() if value.startswith("topic:"):
                return self.topics.get((value.removeprefix("topic:"), self.language))
            case str() if value.startswith("page:"):
                return self.pages.get((value.removeprefix("page:"), self.language))
            case str():
                return _linked(value, self.language, self.pages)
        return value


def _block_id(path: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, path))


_PAGE_LINK = re.compile(r'<a href="page:([a-z-]+)">')


def _linked(html: str, language: str, ids: Keys) -> str:
    """Links by code as Wagtail stores them: by the key of the page in this language."""

    def link(match: re.Match[str]) -> str:
        found = ids.get((match[1], language))
        return f'<a linktype="page" id="{found}">' if found else "<a>"

    return _PAGE_LINK.sub(link, html)


def _page(seed: PageSeed, words: Words, locale: Locale, picture: Picture | None) -> BlocksPage:
    model: type[BlocksPage] = apps.get_model("marketing", seed.kind)
    more: dict[str, Any] = dict(words.more)
    if seed.date:
        more["date"] = dt.date.fromisoformat(seed.date)
    return model(
        title=words.title,
        slug=seed.code,
        intro=words.intro,
        search_description=words.intro,
        show_in_menus=seed.in_header,
        footer_group=seed.footer,
        picture=picture,
        seed_code=seed.code,
        locale=locale,
        **_dates(),
        **more,
    )


def _link(row: Any, english: Any) -> None:
    """Make it a translation of its English twin."""
    if english is not None:
        row.translation_key = english.translation_key


def _dates() -> dict[str, dt.datetime]:
    now = timezone.now()
    return {"first_published_at": now, "last_published_at": now}


def _known() -> Known:
    """All seeded pages and the home pages, by code and language."""
    models = [model for model in apps.get_models() if issubclass(model, BlocksPage)]
    found: Known = {}
    for model in models:
        for page in _with_locale(model):
            found[page.seed_code, page.locale.language_code] = page
    return found


def _with_locale(model: Any) -> Any:
    return model.objects.exclude(seed_code="").select_related("locale")


def _page_ids() -> Keys:
    """The pages that texts can link to, by code and language; "menu" among them."""
    ids = {key: page.pk for key, page in _known().items()}
    for menu in apps.get_model("menu_pages", "MenuPage").objects.select_related("locale"):
        ids["menu", menu.locale.language_code] = menu.pk
    return ids


def _locales() -> list[Locale]:
    """English first, for the others are its translations."""
    return [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]


def _english_home(site: Site | None) -> HomePage | None:
    if site is None:
        return None
    home = site.root_page.specific
    return home if isinstance(home, HomePage) else None


def _make_root(home: HomePage, site: Site | None) -> None:
    """Point the site at our home page, and remove Wagtail's welcome if that is what was there."""
    if site is not None and site.root_page_id == home.pk:
        return
    address = urlsplit(settings.SITE_BASE_URL)
    before = site.root_page if site is not None else None
    site = site or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = "Dusangire"
    site.root_page = home
    site.save()
    if before is not None and before.specific_class is Page and before.is_leaf():
        before.delete()


def _home_picture() -> Picture:
    found = Picture.objects.filter(seed_code=HOME_PICTURE).first()
    return found or keep_picture(HOME_PICTURE, "Isombe", develop(HOUSE_DISH, HERO_SPECS))
