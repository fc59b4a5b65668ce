"""Makes the home page in every language the root of the site. Only what is missing; safe to repeat."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from menu_pages.picture_seeding import keep_picture
from menu_pages.picture_specs import HERO_SPECS
from menu_pages.studio import develop
from site_core.images.models import Picture

from .models import HomePage
from .seed_words import HOME

# The dish at the top of the home page until marketing chooses a photo.
HOUSE_DISH = "isombe-ubugali"
HOME_PICTURE = "home"


def seed_home_pages(*, with_picture: bool = True) -> int:
    """How many pages were made. The welcome page of a fresh Wagtail gives way to ours."""
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    english = _english_home(site)
    wanted = [
        locale
        for code in HOME
        for locale in [Locale.objects.get_or_create(language_code=code)[0]]
        if english is None or english.get_translation_or_none(locale) is None
    ]
    if not wanted:
        return 0
    picture = _home_picture() if with_picture else None
    now = timezone.now()
    with transaction.atomic():
        for locale in wanted:
            words = HOME[locale.language_code]
            home = HomePage(
                slug="dusangire"
                if locale.language_code == "en"
                else f"dusangire-{locale.language_code}",
                locale=locale,
                picture=picture,
                first_published_at=now,
                last_published_at=now,
                **words,
            )
            if english is not None:
                home.translation_key = english.translation_key
            root.refresh_from_db()
            root.add_child(instance=home)
            english = english or home
        assert english is not None
        _make_root(english, site)
    return len(wanted)


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
