"""What search engines and chats read: heads and structured data of every public page."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from menu_pages.picture_seeding import keep_picture
from menu_pages.picture_specs import PICTURE_SPECS
from menu_pages.studio import develop
from menu_pages.tests.pages import make_dish, make_section
from ordering.delivery.seeding import seed_delivery
from ordering.testing import make_item
from site_core.base.seo import DESCRIPTION_LENGTH, SitePage
from site_core.house.models import HouseContact

from .vocabulary import complaints

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _render_each_time(settings):
    settings.PAGE_CACHE_SECONDS = 0


BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def html_of(path: str, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def blocks(html: str) -> list[dict]:
    return [json.loads(text) for text in BLOCK.findall(html)]


def meta(html: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="(.*?)">', html)
    return unescape(found[1]) if found else ""


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return unescape(found[1]).strip() if found else ""


def test_every_seeded_page_has_title_description_canonical_picture_and_sound_data():
    seed_delivery()
    call_command("seed_pages", "--no-pictures", verbosity=0)
    call_command("seed_menu", "--no-pictures", verbosity=0)
    wrong, titles, seen = [], {}, set()
    kinds = [model for model in apps.get_models() if issubclass(model, SitePage)]
    for kind in kinds:
        # A few of each kind and language: dishes differ in their words only.
        for code in ("en", "fr", "rw"):
            pages = kind.objects.live().filter(locale__language_code=code).order_by("pk")[:4]
            for page in pages:
                seen.add(kind)
                path = page.get_url()
                html = html_of(path)
                title, description = title_of(html), meta(html, "description")
                if len(title) < 8 or titles.setdefault((code, title), path) != path:
                    wrong.append(f"{path}: title {title!r}")
                if not 20 <= len(description) <= DESCRIPTION_LENGTH:
                    wrong.append(f"{path}: description {description!r}")
                if f'<link rel="canonical" href="http://testserver{path}">' not in html:
                    wrong.append(f"{path}: canonical")
                if not meta(html, "og:image").startswith("http://testserver/"):
                    wrong.append(f"{path}: picture")
                if html.count('hreflang="x-default"') != 1:
                    wrong.append(f"{path}: languages")
                for data in blocks(html):
                    wrong += [f"{path}: {words}" for words in complaints(data)]
    translation.activate("en")
    assert not wrong, "\n" + "\n".join(wrong)
    assert len(seen) >= 4


def test_the_restaurant_says_where_it_is_and_when_it_is_open():
    seed_delivery()
    section = make_section()
    HouseContact.objects.create(
        phone="+250788123456", address="KN 4 Ave, Kigali", latitude="-1.95360", longitude="30.06050"
    )
    found = {data["@type"]: data for data in blocks(html_of(section.get_parent().get_parent().url))}
    assert [words for data in found.values() for words in complaints(data)] == []
    restaurant = found["Restaurant"]
    assert restaurant["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": -1.9536,
        "longitude": 30.0605,
    }
    assert restaurant["address"]["streetAddress"] == "KN 4 Ave, Kigali"
    [hours] = restaurant["openingHoursSpecification"]
    assert (hours["opens"], hours["closes"], len(hours["dayOfWeek"])) == ("06:30", "21:00", 7)
    assert restaurant["parentOrganization"]["@id"] == found["Organization"]["@id"]
    assert found["Organization"]["contactPoint"]["telephone"] == "+250788123456"


def test_the_menu_lists_sections_and_dishes_with_their_price_and_diet():
    section = make_section()
    make_dish(section, make_item(price=2_500, tags=["vegan"]), title="Isombe")
    [menu] = [data for data in blocks(html_of("/menu/")) if data["@type"] == "Menu"]
    assert complaints(menu) == []
    [listed] = menu["hasMenuSection"][0]["hasMenuItem"]
    assert (listed["name"], listed["offers"]["price"]) == ("Isombe", "2500")
    assert listed["suitableForDiet"] == ["https://schema.org/VeganDiet"]
    assert not [data for data in blocks(html_of("/menu/?q=isombe")) if data["@type"] == "Menu"]


def test_confirmed_figures_are_stated_and_samples_are_not():
    section = make_section()
    item = make_item(kcal=420, protein_g="12.50", sodium_mg=300, is_sample=True)
    page = make_dish(section, item, title="Isombe")

    def dish() -> dict:
        found = [data for data in blocks(html_of(page.url)) if data["@type"] == "MenuItem"]
        assert complaints(found[0]) == []
        return found[0]

    assert "nutrition" not in dish()
    item.is_sample = False
    item.save()
    assert dish()["nutrition"]["calories"] == "420 kcal"
    assert dish()["nutrition"]["proteinContent"] == "12.5 g"
    assert dish()["nutrition"]["sodiumContent"] == "300 mg"


def test_a_dish_says_where_it_stands():
    page = make_dish(make_section(), make_item(), title="Isombe")
    [trail] = [data for data in blocks(html_of(page.url)) if data["@type"] == "BreadcrumbList"]
    names = [step["name"] for step in trail["itemListElement"]]
    assert names == ["Home", "Menu", "Lunch", "Isombe"]
    assert trail["itemListElement"][-1]["item"] == f"http://testserver{page.url}"


def test_a_picture_set_for_sharing_wins_over_the_photo_and_without_any_a_card_is_drawn():
    page = make_dish(make_section(), make_item(), title="Isombe")
    card = meta(html_of(page.url), "og:image")
    assert card.startswith(f"http://testserver/share/{page.pk}-".replace("-", "/"))
    answer = Client().get(card.removeprefix("http://testserver"))
    assert answer["Content-Type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    page.photo = keep_picture("isombe", "Isombe", develop("isombe-ubugali", PICTURE_SPECS[-1:]))
    page.save()
    photo = meta(html_of(page.url), "og:image")
    assert "/media/images/isombe" in photo
    page.share_picture = keep_picture(
        "other", "Other", develop("isombe-ubugali", PICTURE_SPECS[-1:])
    )
    page.save()
    assert "/media/images/other" in meta(html_of(page.url), "og:image")


def test_a_card_is_drawn_for_the_present_name_of_a_live_page_only(client):
    page = make_dish(make_section(), make_item(), title="Isombe")
    address = page.card_url()
    assert client.get(address).status_code == 200
    assert client.get(address.replace(address[-10:-4], "000000")).status_code == 404
    Page.objects.filter(pk=page.pk).update(live=False)
    assert client.get(address).status_code == 404


def test_private_pages_ask_search_engines_to_stay_away(client):
    make_section()
    for path in ("/cart/", "/cart/place/", "/accounts/login/", "/accounts/signup/", "/nowhere/"):
        html = client.get(path).content.decode()
        assert '<meta name="robots" content="noindex">' in html, path
