"""The sitemap, robots.txt, and addresses that moved."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from menu_pages.models import DishPage
from menu_pages.tests.pages import make_dish, make_section
from ordering.testing import make_item

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(autouse=True)
def _render_each_time(settings):
    settings.PAGE_CACHE_SECONDS = 0


def sitemap(client) -> dict[str, ElementTree.Element]:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    rows = ElementTree.fromstring(response.content).findall(f"{SITEMAP}url")
    return {row.findtext(f"{SITEMAP}loc", "").removeprefix("http://localhost"): row for row in rows}


def test_every_live_page_stands_in_it_with_its_languages_and_its_day(client):
    section = make_section()
    dish = make_dish(section, make_item(), title="Isombe")
    dish.last_published_at = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)
    dish.save()
    make_dish(section, make_item(), title="Draft", live=False)
    french = Locale.objects.get_or_create(language_code="fr")[0]
    home = section.get_parent().get_parent()
    home.copy_for_translation(french).save_revision().publish()
    rows = sitemap(client)
    assert len(rows) == 5
    row = rows[dish.url]
    assert row.findtext(f"{SITEMAP}lastmod") == "2026-03-01T12:00:00+02:00"
    alternates = {link.get("hreflang") for link in rows[home.url].findall(f"{XHTML}link")}
    assert alternates == {"en", "fr"}


def test_ten_times_the_pages_cost_no_query_more(client):
    section = make_section()
    make_dish(section, make_item())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            sitemap(client)
        return len(captured)

    queries()
    before = queries()
    for _number in range(20):
        make_dish(section, make_item())
    assert queries() == before


def test_a_new_page_stands_in_the_kept_sitemap_at_once(
    client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 60
    section = make_section()
    before = len(sitemap(client))
    with django_capture_on_commit_callbacks(execute=True):
        make_dish(section, make_item())
    assert len(sitemap(client)) == before + 1


def test_only_the_real_site_invites_search_engines(client, settings):
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    settings.SEARCH_ENGINES_WELCOME = True
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /\n" not in text


def test_an_old_address_leads_to_the_new_one(client, django_capture_on_commit_callbacks):
    dish = make_dish(make_section(), make_item(), title="Isombe")
    old = dish.url
    page = DishPage.objects.get(pk=dish.pk)
    page.slug = "isombe-with-ubugali"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, "/menu/lunch/isombe-with-ubugali/")
