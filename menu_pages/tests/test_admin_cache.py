"""What staff change is on the public pages at the very next look, though one copy serves everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from menu_pages.models import DishPage, MenuPage
from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import log_in
from ordering.backoffice.tests.test_items import EDIT, form
from ordering.catalogue.models import DailyPortions, MenuItem
from ordering.catalogue.services import mark_sold_out, take_portions
from ordering.delivery.models import OpeningHours
from ordering.delivery.schedule import today
from ordering.testing import make_item
from site_core.base import page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(settings) -> Client:
    """Somebody without a session, on a site whose pages are kept for an hour."""
    settings.PAGE_CACHE_SECONDS = 3_600
    page_cache.store.clear()
    cache.clear()
    return Client()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def dish() -> DishPage:
    item = make_item("isombe", price=3_500)
    return make_dish(make_section(), item, title="Agatogo", summary="Cassava leaves")


def look(visitor: Client) -> str:
    """The menu as it is served; a second look in a row costs no query, for it is the kept copy."""
    return visitor.get("/menu/").content.decode()


def test_the_second_look_is_the_kept_copy(visitor, dish, django_assert_num_queries):
    first = look(visitor)
    with django_assert_num_queries(0):
        assert look(visitor) == first


def test_a_new_price_is_shown_at_once(visitor, dish, committed):
    manager = log_in("menu_manager")
    assert "3\u202f500" in look(visitor)
    with committed():
        response = manager.post(EDIT.format(dish.item_id), form(dish.item, price="4 200"))
    assert response.status_code == 302
    page = look(visitor)
    assert "4\u202f200" in page
    assert "3\u202f500" not in page
    assert "4\u202f200" in visitor.get(dish.url).content.decode()


def test_a_published_dish_is_shown_at_once_and_an_unpublished_one_is_gone(visitor, dish, committed):
    section = dish.get_parent().specific
    assert "Ubugali" not in look(visitor)
    with committed():
        other = make_dish(section, make_item("ubugali"), title="Ubugali", live=False)
        other.save_revision().publish()
    assert "Ubugali" in look(visitor)
    with committed():
        other.refresh_from_db()
        other.unpublish()
    assert "Ubugali" not in look(visitor)


def test_new_words_are_shown_at_once(visitor, dish, committed):
    look(visitor)
    with committed():
        dish.summary = "With groundnuts"
        dish.save_revision().publish()
    assert "With groundnuts" in look(visitor)


def test_what_the_kitchen_marks_sold_out_is_shown_at_once(visitor, dish, committed):
    before = look(visitor)
    with committed():
        mark_sold_out(item=dish.item, until=timezone.now() + timedelta(hours=2))
    during = look(visitor)
    assert during != before
    with committed():
        mark_sold_out(item=dish.item, until=None)
    assert look(visitor) == before


def test_the_last_portion_is_gone_at_once(visitor, dish, committed):
    MenuItem.objects.filter(pk=dish.item_id).update(daily_portions=1)
    before = look(visitor)
    dish.item.refresh_from_db()
    with committed():
        take_portions(wanted={dish.item: 1}, date=today(timezone.now()))
    assert DailyPortions.objects.get().left == 0
    assert look(visitor) != before


def test_opening_hours_count_at_once(visitor, dish, committed):
    closed = look(visitor)
    with committed():
        for day in OpeningHours.Weekday.values:
            OpeningHours.objects.create(weekday=day, opens_at="00:00", closes_at="00:00")
    assert look(visitor) != closed


def test_an_item_taken_off_sale_by_hand_is_gone_at_once(visitor, dish, committed):
    assert "Agatogo" in look(visitor)
    with committed():
        log_in("menu_manager").post(EDIT.format(dish.item_id), form(dish.item, is_listed=""))
    assert "Agatogo" not in look(visitor)


def test_a_section_that_moves_is_shown_in_its_new_place_at_once(visitor, dish, committed):
    menu = MenuPage.objects.get()
    dinner = menu.add_child(
        instance=type(dish.get_parent().specific)(title="Dinner", slug="dinner")
    )
    make_dish(dinner, make_item("ubugali"), title="Ubugali")
    page = look(visitor)
    assert page.index("Agatogo") < page.index("Ubugali")
    with committed():
        dinner.move(menu.get_first_child(), pos="left")
    page = look(visitor)
    assert page.index("Ubugali") < page.index("Agatogo")
