"""Blocks show what is true now, and the number of queries does not grow with what is in a page."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marketing.blocks import BodyBlock
from marketing.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactPage,
    FAQPage,
    HelpIndexPage,
    HelpPage,
    LandingPage,
    OffersPage,
    StandardPage,
)
from ordering.catalogue.services import mark_sold_out
from ordering.delivery.models import Zone
from ordering.testing import make_item, make_zone, open_every_day
from site_core.house.models import HouseContact

from .pages import every_block, make_home, make_menu, make_page, make_picture, make_question

pytestmark = pytest.mark.django_db

INNER = (LandingPage, StandardPage, FAQPage, HelpIndexPage, OffersPage, ContactPage)


@pytest.fixture(autouse=True)
def _render_each_time(settings):
    settings.PAGE_CACHE_SECONDS = 0


def text_of(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client, page) -> int:
    text_of(client, page)
    with CaptureQueriesContext(connection) as captured:
        text_of(client, page)
    return len(captured)


def test_every_block_there_is_stands_in_the_page_of_the_tests():
    home = make_home()
    kinds = {block["type"] for block in every_block(home, make_picture())}
    assert kinds == set(BodyBlock().child_blocks)


@pytest.mark.parametrize("model", [*INNER, "home"])
def test_three_times_the_blocks_and_rows_cost_no_query_more(client, model):
    home = make_home()
    make_menu(3)
    make_zone("wards")
    open_every_day()
    make_question(answer=f'<p><a linktype="page" id="{home.pk}">home</a></p>')
    picture = make_picture()
    page = home if model == "home" else make_page(home, model)
    page.body = json.dumps(every_block(home, picture))
    page.save()
    before = queries_of(client, page)
    make_menu(6)
    make_zone("town")
    for number in range(4):
        make_question(f"And {number}?", f'<p><a linktype="page" id="{home.pk}">h</a>{number}</p>')
        make_page(home)
    page.body = json.dumps(every_block(home, make_picture(), times=3))
    page.save()
    assert queries_of(client, page) == before


def test_lists_of_guides_and_articles_cost_the_same_however_long(client):
    home = make_home()
    for index, child, more in (
        (HelpIndexPage, HelpPage, {}),
        (ArticleIndexPage, ArticlePage, {"date": dt.date(2026, 11, 1)}),
    ):
        parent = make_page(home, index)
        first = make_page(parent, child, picture=make_picture(), **more)
        before = queries_of(client, parent), queries_of(client, first)
        for _number in range(5):
            make_page(parent, child, picture=make_picture(), **more)
        assert (queries_of(client, parent), queries_of(client, first)) == before


def test_a_rule_shows_what_suits_costs_at_most_so_much_and_can_be_had(client):
    home = make_home()
    fits, dear, gone = make_menu(3)
    for dish, title in ((fits, "Porridge"), (dear, "Lobster"), (gone, "Broth")):
        dish.title = title
        dish.save()
    other = make_menu(1)[0]
    other.title, other.item = "Brochette", make_item()
    other.save()
    dear.item.price = 9_001
    dear.item.save()
    mark_sold_out(item=gone.item, until=timezone.now() + dt.timedelta(hours=4))
    rule = {"source": "rule", "diet": "soft_diet", "max_price": 9_000, "limit": 8}
    page = make_page(home, body=[{"type": "dishes", "value": {"heading": "Soft", **rule}}])
    text = text_of(client, page)
    assert "Porridge" in text
    assert not {name for name in ("Lobster", "Broth", "Brochette") if name in text}


def test_dishes_chosen_by_hand_stand_in_the_order_chosen(client):
    home = make_home()
    first, second, third = make_menu(3)
    items = [third.item_id, first.item_id]
    value = {"heading": "Ours", "source": "chosen", "items": items, "limit": 8}
    text = text_of(client, make_page(home, body=[{"type": "dishes", "value": value}]))
    assert text.index(third.title) < text.index(first.title)
    assert second.title not in text


def test_fees_hours_and_phone_are_those_of_the_house(client):
    home = make_home()
    make_zone("wards", name="Wards", fee=700)
    open_every_day()
    HouseContact.objects.create(phone="+250788123456")
    kinds = ("zones", "hours", "contact")
    page = make_page(home, body=[{"type": kind, "value": {"heading": kind}} for kind in kinds])
    text = text_of(client, page)
    for expected in ("700", "06:30 – 21:00", "+250 788 123 456"):
        assert expected in text
    Zone.objects.update(fee=0)
    assert "700" not in text_of(client, page)


def test_what_is_drawn_outside_of_a_page_asks_for_nothing():
    """An editor's preview of a block alone has no facts; it must not fail for that."""
    body = BodyBlock().to_python([{"type": "text", "value": {"heading": "H", "text": "<p>t</p>"}}])
    assert "<p>t</p>" in str(body[0].render())
