"""Puts the sample menu into the database: only what is missing, so that staff edits survive.

Items are known by their code, pages and pictures by `seed_code`. Safe to repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from ordering.catalogue.facts import Presence
from ordering.catalogue.models import Category, ItemSize, MenuItem, Option, OptionGroup
from site_core.base.errors import DomainError
from site_core.images.models import Picture

from .models import DietaryNote, DishPage, MenuPage, RelatedItem, SectionPage
from .seed.dishes import ALL_DISHES
from .seed.schema import DishSeed, SectionSeed, Words
from .seed.sections import SECTIONS
from .seed.tags import TAGS
from .seed.words import MENU_INTRO, MENU_TITLE

LANGUAGES = ("en", "fr", "rw")

Counts = dict[str, int]
Say = Callable[[str], None]


class NoHomePage(DomainError):
    """The menu hangs under the home page, and there is none yet."""


def seed_items(counts: Counts) -> dict[str, MenuItem]:
    """Categories, and items with sizes, groups and options. Every item by its code."""
    categories = {}
    for position, section in enumerate(SECTIONS):
        categories[section.code], created = Category.objects.get_or_create(
            code=section.code,
            defaults={"position": position, **_names(section.name)},
        )
        counts["categories"] += created
    items = {item.code: item for item in MenuItem.objects.filter(code__in=_codes())}
    for dish in ALL_DISHES:
        if dish.code not in items:
            items[dish.code] = _make_item(dish, categories[dish.section])
            counts["items"] += 1
    return items


def _make_item(dish: DishSeed, category: Category) -> MenuItem:
    facts = dish.facts
    with transaction.atomic():
        item = MenuItem(
            code=dish.code,
            category=category,
            price=dish.price,
            tax_class=dish.tax,
            preparation_minutes=dish.minutes,
            allergens={code: str(Presence(value)) for code, value in facts.allergens.items()},
            tags=list(dish.tags),
            daily_portions=dish.daily_portions,
            is_sample=True,
            **_names(dish.name),
            **asdict(dish.nutrition),
        )
        item.full_clean()
        item.save()
        ItemSize.objects.bulk_create(
            ItemSize(
                item=item,
                code=size.code,
                extra=size.extra,
                is_default=size.is_default,
                position=position,
                **_names(size.name),
            )
            for position, size in enumerate(dish.sizes)
        )
        for position, group in enumerate(dish.groups):
            row = OptionGroup.objects.create(
                item=item,
                code=group.code,
                minimum=group.minimum,
                maximum=group.maximum,
                position=position,
                **_names(group.name),
            )
            Option.objects.bulk_create(
                Option(
                    group=row,
                    code=option.code,
                    extra=option.extra,
                    contains=list(option.contains),
                    position=place,
                    **_names(option.name),
                )
                for place, option in enumerate(group.options)
            )
    return item


def seed_notes(counts: Counts) -> None:
    """The dietary tags explained, in each language."""
    for tag in TAGS:
        key = None
        for locale in _locales():
            note = DietaryNote.objects.filter(tag=tag.code, locale=locale).first()
            if note is None:
                note = DietaryNote(
                    tag=tag.code,
                    locale=locale,
                    name=_in(tag.name, locale),
                    explanation=_in(tag.explanation, locale),
                )
                if key is not None:
                    note.translation_key = key
                note.save()
                counts["dietary tags"] += 1
            key = key or note.translation_key


def seed_pages(home: Page, items: dict[str, MenuItem], counts: Counts, say: Say) -> None:
    """Menu, sections and dishes in each language, as translations of each other."""
    menus = _seed_menus(home, counts)
    sections = {section.code: _seed_section(section, menus, counts) for section in SECTIONS}
    existing: dict[tuple[str, int], DishPage] = {
        (page.seed_code, page.locale_id): page
        for page in DishPage.objects.filter(seed_code__in=_codes())
    }
    photos = {photo.seed_code: photo for photo in Picture.objects.filter(seed_code__in=_codes())}
    for dish in ALL_DISHES:
        made = _seed_dish(dish, sections[dish.section], items, photos.get(dish.code), existing)
        counts["dish pages"] += made
    say(f"Pages: {len(ALL_DISHES)} dishes in {len(LANGUAGES)} languages")


def _seed_menus(home: Page, counts: Counts) -> dict[str, MenuPage]:
    menus: dict[str, MenuPage] = {}
    for locale in _locales():
        parent = home.get_translation_or_none(locale)
        if parent is None or not MenuPage.can_exist_under(parent):
            raise NoHomePage(f"There is no home page in {locale}. Run seed_pages first.")
        menu = MenuPage.objects.child_of(parent).first()
        if menu is None:
            menu = MenuPage(
                title=_in(MENU_TITLE, locale),
                slug="menu",
                intro=_in(MENU_INTRO, locale),
                search_description=_in(MENU_INTRO, locale),
                show_in_menus=True,
            )
            _add(parent, menu, locale, menus.get("en"))
            counts["menu pages"] += 1
        menus[locale.language_code] = menu
    return menus


def _seed_section(
    section: SectionSeed, menus: dict[str, MenuPage], counts: Counts
) -> dict[str, SectionPage]:
    found = {
        page.locale.language_code: page
        for page in SectionPage.objects.filter(seed_code=section.code).select_related("locale")
    }
    for locale in _locales():
        code = locale.language_code
        if code in found:
            continue
        page = SectionPage(
            title=_in(section.name, locale),
            slug=section.code,
            intro=_in(section.intro, locale),
            search_description=_in(section.intro, locale),
            seed_code=section.code,
        )
        _add(menus[code], page, locale, found.get("en"))
        found[code] = page
        counts["section pages"] += 1
    return found


def _seed_dish(
    dish: DishSeed,
    sections: dict[str, SectionPage],
    items: dict[str, MenuItem],
    photo: Picture | None,
    existing: dict[tuple[str, int], DishPage],
) -> int:
    made = 0
    for locale in _locales():
        if (dish.code, locale.pk) in existing:
            continue
        page = DishPage(
            title=_in(dish.name, locale),
            slug=dish.code,
            item=items[dish.code],
            summary=_in(dish.summary, locale),
            description=f"<p>{_in(dish.description, locale)}</p>",
            search_description=_in(dish.summary, locale),
            photo=photo,
            seed_code=dish.code,
        )
        page.related = [
            RelatedItem(item=items[code], sort_order=order)
            for order, code in enumerate(dish.related)
        ]
        twin = next((p for (code, _pk), p in existing.items() if code == dish.code), None)
        _add(sections[locale.language_code], page, locale, twin)
        existing[dish.code, locale.pk] = page
        made += 1
    return made


def _add(parent: Page, page: Page, locale: Locale, twin: Page | None) -> None:
    """Live at once, beside its translation if there is one."""
    page.locale = locale
    page.first_published_at = page.last_published_at = timezone.now()
    if twin is not None:
        page.translation_key = twin.translation_key
    # The path and the number of children of a parent change with every child.
    parent.refresh_from_db(fields=["path", "numchild", "depth"])
    parent.add_child(instance=page)


def _names(words: Words) -> dict[str, str]:
    return {"name": words.en, "name_fr": words.fr, "name_rw": words.rw}


def _in(words: Words, locale: Locale) -> str:
    return str(getattr(words, locale.language_code))


def _codes() -> list[str]:
    return [dish.code for dish in ALL_DISHES]


def _locales() -> Iterable[Locale]:
    """English first, for the others are its translations."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    return [found[code] for code in LANGUAGES if code in found]
