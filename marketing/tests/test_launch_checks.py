from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from marketing.launch_checks import look_at_home, look_at_legal_pages
from marketing.models import StandardPage
from marketing.seeding import seed_home_pages

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_a_home_page_under_the_address_of_the_site(settings) -> None:
    Page.objects.filter(depth=2).delete()
    assert [found.level for found in look_at_home(NOW)] == ["error"]

    seed_home_pages(with_picture=False)
    settings.SITE_BASE_URL = Site.objects.get(is_default_site=True).root_url
    assert [found.level for found in look_at_home(NOW)] == ["ok", "ok"]

    settings.SITE_BASE_URL = "https://elsewhere.example"
    assert [found.level for found in look_at_home(NOW)] == ["ok", "warning"]


def test_legal_pages_are_published_in_every_language() -> None:
    assert [found.level for found in look_at_legal_pages(NOW)] == ["error", "error"]

    seed_home_pages(with_picture=False)
    home = Site.objects.get(is_default_site=True).root_page
    for slug in ("privacy", "terms"):
        page = home.add_child(instance=StandardPage(title=slug, slug=slug, locale=home.locale))
        for locale in Locale.objects.exclude(pk=home.locale_id):
            copy = page.copy_for_translation(locale, copy_parents=True)
            copy.save_revision().publish()
    assert [found.level for found in look_at_legal_pages(NOW)] == ["ok", "ok"]

    Page.objects.filter(slug="terms", locale__language_code="en").update(live=False)
    privacy, terms = look_at_legal_pages(NOW)
    assert privacy.ok
    assert terms.level == "error"
    assert "en" in terms.advice
