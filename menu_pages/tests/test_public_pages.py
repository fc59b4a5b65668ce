"""Menu, section, dish and home as visitors get them: what is shown, and what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from menu_pages.models import RelatedItem
from menu_pages.tests.pages import make_dish, make_section
from ordering.catalogue.models import DailyPortions
from ordering.catalogue.services import mark_sold_out
from ordering.delivery.schedule import today
from ordering.testing import add_group, make_item, make_user

pytestmark = pytest.mark.django_db


def text_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        text_of(client, path)
    return len(captured)


@pytest.fixture(autouse=True)
def _render_each_time(settings):
    settings.PAGE_CACHE_SECONDS = 0


def fill(section, count: int) -> None:
    for _number in range(count):
        item = make_item(sizes={"regular": 0, "large": 500}, tags=["vegan"])
        add_group(item, "side", {"rice": 0, "plantain": 300}, minimum=1)
        make_dish(section, item)


@pytest.mark.everywhere
@pytest.mark.parametrize(
    "path", ["/", "/menu/", "/menu/lunch/", "/menu/?q=dish&without=peanuts", "/menu/lunch/first/"]
)
def test_ten_times_the_dishes_cost_no_query_more(client, path):
    section = make_section()
    first = make_dish(section, make_item("first"), title="First")
    first.slug = "first"
    first.save()
    fill(section, 2)
    text_of(client, path)
    before = queries_of(client, path)
    fill(section, 20)
    assert queries_of(client, path) == before


def test_unpublished_and_unlisted_dishes_are_not_shown(client):
    section = make_section()
    make_dish(section, make_item(), title="Shown")
    make_dish(section, make_item(), title="Draft", live=False)
    make_dish(section, make_item(is_listed=False), title="Unlisted")
    page = text_of(client, "/menu/")
    assert "Shown" in page
    assert "Draft" not in page
    assert "Unlisted" not in page


def test_without_peanuts_leaves_out_traces_and_what_nobody_knows(client):
    section = make_section()
    make_dish(section, make_item(), title="Safe soup")
    for presence in ("contains", "may_contain", "unknown"):
        make_dish(section, make_item(allergens={"peanuts": presence}), title=f"{presence} stew")
    page = text_of(client, "/menu/?without=peanuts")
    assert "Safe soup" in page
    assert "stew" not in page
    assert "1 dish found" in page


def test_sold_out_is_said_and_cannot_be_added(client):
    section = make_section()
    item = make_item("isombe")
    make_dish(section, item, title="Agatogo")
    assert "/cart/choose/isombe/" in text_of(client, "/menu/")
    mark_sold_out(item=item, until=timezone.now() + dt.timedelta(days=2))
    page = text_of(client, "/menu/")
    assert "Sold out today" in page
    assert "/cart/choose/isombe/" not in page
    assert "Agatogo" not in text_of(client, "/menu/?available=1")


def test_the_last_portion_of_today_is_sold_out_and_yesterdays_is_not(client):
    section = make_section()
    item = make_item(daily_portions=3)
    make_dish(section, item, title="Brochette")
    date = today(timezone.now())
    DailyPortions.objects.create(item=item, date=date - dt.timedelta(days=1), portions=3, taken=3)
    assert "Sold out" not in text_of(client, "/menu/")
    DailyPortions.objects.create(item=item, date=date, portions=3, taken=3)
    assert "Sold out today" in text_of(client, "/menu/")


@pytest.mark.everywhere
def test_search_finds_beginnings_accents_and_names_in_other_languages(client):
    section = make_section()
    make_dish(section, make_item(name_rw="Umuceri"), title="Café rice", summary="With beans")
    make_dish(section, make_item(), title="Pumpkin soup", summary="Warm")
    for query in ("caf", "cafe", "BEANS", "umuceri", "rice caf"):
        page = text_of(client, f"/menu/?q={query}")
        assert "Café rice" in page, query
        assert "Pumpkin soup" not in page, query


@pytest.mark.everywhere
def test_nothing_found_offers_a_way_back(client):
    make_dish(make_section(), make_item(), title="Agatogo")
    page = text_of(client, "/menu/?q=pizza")
    assert "Agatogo" not in page
    assert "Nothing on the menu is all of that" in page
    assert 'href="/menu/"' in page


@pytest.mark.everywhere
@pytest.mark.parametrize(
    "query",
    [
        "'",
        '"',
        '"a',
        "a OR b",
        "a*",
        "()",
        "NEAR(",
        "-",
        ":",
        "a" * 500,
        "%00",
        "%F0%9F%8D%B2",
        "\\",
    ],
)
def test_hostile_searches_are_only_searches(client, query):
    make_dish(make_section(), make_item(), title="Agatogo")
    assert client.get(f"/menu/?q={query}").status_code == 200


def test_a_dish_shows_choices_figures_and_all_fourteen_allergens(client):
    section = make_section()
    item = make_item(
        "stew",
        sizes={"regular": 0, "large": 700},
        allergens={"milk": "contains", "celery": "may_contain", "fish": "unknown"},
        kcal=480,
        is_sample=True,
    )
    add_group(item, "side", {"rice": 0}, minimum=1)
    page = make_dish(section, item, title="Stew")
    html = text_of(client, page.get_url())
    assert 'value="large" data-extra="700"' in html
    assert 'name="options-side" value="side:rice"' in html
    assert "480 kcal" in html
    assert "Not known, so treat it as unsafe" in html
    assert "not measured" in html
    assert "Sample figures, to be confirmed by the dietitian." in html
    assert sum(html.count(name) for name in ("Lupin", "Molluscs", "Sesame", "Peanuts")) == 4


def test_a_dish_without_an_item_can_be_read_and_not_ordered(client):
    page = make_dish(make_section(), None, title="Cake")
    html = text_of(client, page.get_url())
    assert "This dish is not on sale at the moment." in html
    assert "/cart/" not in html.split("<main", 1)[1].split("</main>")[0]


def test_related_dishes_come_in_the_order_of_the_editor(client):
    section = make_section()
    first, second = make_item("first"), make_item("second")
    make_dish(section, first, title="First beside")
    make_dish(section, second, title="Second beside")
    page = make_dish(section, make_item(), title="Main")
    RelatedItem.objects.create(page=page, item=second, sort_order=0)
    RelatedItem.objects.create(page=page, item=first, sort_order=1)
    html = text_of(client, page.get_url()).split("Goes well with")[1]
    assert html.index("Second beside") < html.index("First beside")


@pytest.mark.parametrize("path", ["/", "/menu/", "/menu/lunch/"])
def test_public_pages_are_one_for_everybody(client, path):
    section = make_section()
    make_dish(section, make_item())
    stranger = text_of(client, path)
    client.force_login(make_user("Aline Uwase"))
    response = client.get(path)
    assert response.is_shared_by_all
    assert response.content.decode() == stranger
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in stranger
    assert "Aline" not in stranger


def test_structured_data_cannot_be_broken_out_of(client):
    page = make_dish(make_section(), make_item(), title="</script><b>Soup & bread")
    html = text_of(client, page.get_url())
    data = html.split('<script type="application/ld+json">')[2].split("</script>")[0]
    assert "<b>" not in data
    assert "\\u003C/script\\u003E" in data
