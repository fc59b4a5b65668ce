"""Pages that the law asks for, in the languages of the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from wagtail.models import Page, Site

from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group

from .models import HomePage

# As they are seeded under the English home page.
LEGAL = ("privacy", "terms")


@group("pages", "Pages", order=65)
def look_at_home(now: datetime) -> Iterable[Finding]:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None or not HomePage.objects.live().filter(pk=site.root_page_id).exists():
        yield error("home page", "There is none: run `python manage.py seed_all`.")
        return
    yield well("home page")
    if settings.SITE_BASE_URL.removesuffix("/") != site.root_url:
        advice = f"Settings > Sites says {site.root_url}, SITE_BASE_URL {settings.SITE_BASE_URL}."
        yield warning("address of the site", advice)
    else:
        yield well("address of the site")


@group("pages", "Pages", order=65)
def look_at_legal_pages(now: datetime) -> Iterable[Finding]:
    for slug in LEGAL:
        original = Page.objects.filter(slug=slug, locale__language_code="en").first()
        live = (
            set(
                Page.objects.live()
                .filter(translation_key=original.translation_key)
                .values_list("locale__language_code", flat=True)
            )
            if original
            else set()
        )
        missing = [language for language, _name in settings.LANGUAGES if language not in live]
        if missing:
            advice = f"Is not published in {', '.join(missing)}: write and publish it."
            yield error(f"page {slug}", advice)
        else:
            yield well(f"page {slug}")
