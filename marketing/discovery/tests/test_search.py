"""The search of the whole site, and the way on from a page that is not there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketing.models import FAQPage, HomePage, StandardPage
from marketing.tests.pages import make_page, make_question
from marketing.usage.models import Tally
from menu_pages.tests.pages import make_dish, make_section
from ordering.testing import make_item, make_order

pytestmark = [pytest.mark.django_db]


def text_of(client, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def house():
    section = make_section()
    make_dish(section, make_item(), title="Isombe", summary="Cassava leaves, slowly cooked")
    make_dish(section, make_item(), title="Goat brochette", summary="From the charcoal")
    make_page(
        HomePage.objects.get(), StandardPage, title="Paying", search_description="Ways to pay"
    )
    make_page(HomePage.objects.get(), FAQPage, title="Questions", slug="questions")
    make_question("How can I pay with Mobile Money?", "<p>At the door.</p>")
    return section


@pytest.mark.everywhere
def test_dishes_pages_and_answers_are_found_together(client, house):
    page = text_of(client, "/search/?q=pay")
    assert "How can I pay with Mobile Money?" in page
    assert 'href="/questions/#q-' in page
    assert "At the door." in page
    assert ">Paying</a>" in page
    assert "Cassava leaves" not in page
    assert "Goat brochette" in text_of(client, "/search/?q=BROCHETTE")
    assert "Isombe" in text_of(client, "/search/?q=cassava")


@pytest.mark.everywhere
def test_a_slip_of_the_finger_is_answered_and_said(client, house):
    page = text_of(client, "/search/?q=isonbe")
    assert "This is what we found for “isombe”." in page
    assert "Cassava leaves" in page


def test_whoever_asks_not_to_be_counted_is_not(client, house):
    client.get("/search/?q=tea", headers={"Sec-GPC": "1"})
    client.get("/search/?q=tea", headers={"DNT": "1"})
    assert not Tally.objects.exists()


def test_nothing_found_says_so_and_leads_to_the_menu(client, house):
    page = text_of(client, "/search/?q=xyzzyq")
    assert "We found nothing for “xyzzyq”" in page
    assert 'href="/menu/"' in page


def test_searches_are_counted_and_those_without_result_stand_out(client, house):
    for _time in range(2):
        text_of(client, "/search/?q=Injera")
    text_of(client, "/search/?q=isombe")
    counts = {(row.subject, row.kind): row.count for row in Tally.objects.all()}
    assert counts == {("injera", "search"): 2, ("injera", "nothing"): 2, ("isombe", "search"): 1}


def test_drafts_and_private_pages_are_not_found(client, house):
    page = make_page(HomePage.objects.get(), StandardPage, title="Secret recipe", live=False)
    assert not page.live
    assert "Secret recipe" not in text_of(client, "/search/?q=secret")


@pytest.mark.parametrize("query", ["", "%00", "a" * 81, "%22%28*", "%F0%9F%8D%8C", "' OR 1=1 --"])
def test_rubbish_is_answered_with_a_page(client, house, query):
    assert "<h1>Search</h1>" in text_of(client, f"/search/?q={query}")
    assert client.get(f"/search/names/?q={query}").status_code == 200


def test_names_that_begin_so_come_before_those_that_hold_it(client, house):
    make_dish(house, make_item(), title="Beef isombe")
    names = client.get("/search/names/?q=iso").content.decode()
    assert names.index(">Isombe<") < names.index(">Beef isombe<")
    assert client.get("/search/names/?q=").content.decode().strip() == ""


def test_ten_times_the_dishes_cost_no_query_more(client, house):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(client, "/search/?q=dish")
        return len(captured)

    make_dish(house, make_item())
    queries()
    before = queries()
    for _number in range(20):
        make_dish(house, make_item())
    assert queries() == before


def test_a_missing_page_offers_a_search_and_dishes_that_are_liked(client, house):
    response = client.get("/nothing/", headers={"Accept": "text/html"})
    assert response.status_code == 404
    page = response.content.decode()
    assert 'action="/search/"' in page
    assert "Goat brochette" in page
    assert "Goat brochette" not in client.get("/nothing/").content.decode()


def test_the_most_ordered_dish_is_offered_first(client):
    section = make_section()
    items = [make_item() for _number in range(7)]
    for number, item in enumerate(items):
        make_dish(section, item, title=f"Dish {number}")
    make_order(*items)
    make_order(items[5])
    page = client.get("/nothing/", headers={"Accept": "text/html"}).content.decode()
    assert page.index("Dish 5") < page.index("Dish 0")
