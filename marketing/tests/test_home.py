"""The home page says what is true now: open or closed, what is eaten, where we bring it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from marketing.blocks import BodyBlock, needs_of
from marketing.facts import Facts, load_facts
from marketing.models import HomePage
from menu_pages.links import Links
from menu_pages.tests.pages import make_dish, make_section
from ordering.catalogue.services import mark_sold_out
from ordering.delivery.models import Closure
from ordering.delivery.schedule import kitchen_state
from ordering.testing import NOON, make_item, make_order, make_zone, open_every_day

pytestmark = pytest.mark.django_db

BODY = BodyBlock().to_python(
    [
        {"type": "dishes", "value": {"source": "popular", "limit": 8}},
        {"type": "zones", "value": {"heading": "Where"}},
        {"type": "hours", "value": {"heading": "When"}},
    ]
)


def facts(now: dt.datetime = NOON) -> Facts:
    links = Links(RequestFactory().get("/", HTTP_HOST="localhost"))
    home = HomePage.objects.get()
    return load_facts(needs_of(BODY), locale_id=home.locale_id, links=links, now=now)


def shown(now: dt.datetime = NOON) -> dict:
    dishes = BODY[0]
    return dishes.block.show(dishes.value, facts(now))


def state_words(kitchen: object) -> str:
    return " ".join(render_to_string("components/kitchen_state.html", {"kitchen": kitchen}).split())


def names(found: dict) -> list[str]:
    return [dish.name for dish in found["dishes"]]


def test_without_orders_the_menu_is_shown_in_small_and_nothing_is_called_popular():
    section = make_section()
    for number in range(10):
        make_dish(section, make_item(), title=f"Dish {number}")
    found = shown()
    assert not found["is_popular"]
    assert names(found) == [f"Dish {number}" for number in range(8)]


def test_what_was_ordered_most_leads_and_what_is_gone_is_left_out():
    section = make_section()
    items = [make_item() for _number in range(7)]
    for number, item in enumerate(items):
        make_dish(section, item, title=f"Dish {number}")
    make_order(*items)
    make_order(items[3])
    make_order(items[3])
    make_order(items[5])
    mark_sold_out(item=items[5], until=NOON + dt.timedelta(hours=4))
    found = shown()
    assert found["is_popular"]
    assert names(found) == [f"Dish {number}" for number in (3, 0, 1, 2, 4, 6)]
    assert not shown(NOON + dt.timedelta(days=31))["is_popular"]


def test_zones_stand_in_their_order_and_closed_ones_are_not_promised():
    make_section()
    make_zone("town", position=2, fee=1_000)
    make_zone("wards", position=1)
    make_zone("moon", position=0, is_active=False)
    assert [zone.code for zone in facts().zones] == ["wards", "town"]


def test_open_closed_and_holiday_are_said_in_a_sentence():
    open_every_day()
    make_section()
    assert "open until 21:00" in state_words(facts().kitchen)
    night = NOON.replace(hour=22)
    assert "Closed now. We open on Tuesday at 06:30" in state_words(facts(night).kitchen)
    Closure.objects.create(name="Liberation day", starts_on=NOON.date(), ends_on=NOON.date())
    assert "Liberation day. Closed now." in state_words(facts().kitchen)
    assert "Closed at the moment." in state_words(kitchen_state([], [], NOON))
