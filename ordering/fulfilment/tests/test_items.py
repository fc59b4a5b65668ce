"""Sold out and portions from beside the stove."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from ordering.catalogue.models import DailyPortions
from ordering.delivery.schedule import KIGALI
from ordering.fulfilment.item_panel import set_portions_left, sold_out_ends
from ordering.testing import NOON, make_item, make_order, open_every_day

from .conftest import logged_in
from .test_kitchen import text_of

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=KIGALI)


@pytest.mark.parametrize(
    ("now", "tonight", "opening"),
    [
        (at(23, 12), at(23, 21), at(24, 6, 30)),
        (at(23, 5), at(23, 21), at(24, 6, 30)),
        (at(23, 22), None, at(24, 6, 30)),
    ],
)
def test_sold_out_ends_with_the_service_or_at_the_next_opening(now, tonight, opening):
    open_every_day()
    ends = sold_out_ends(now)
    assert (ends.tonight, ends.opening) == (tonight, opening)


def test_without_opening_hours_it_ends_at_midnight(db):
    assert sold_out_ends(NOON).moment("tonight") == at(24, 0)


@pytest.mark.parametrize(("until", "moment"), [("tonight", at(23, 21)), ("opening", at(24, 6, 30))])
def test_a_dish_is_marked_and_put_back_on_sale(cook, clock, until, moment):
    open_every_day()
    item = make_item("isombe")
    client, url = logged_in(cook), reverse("item_sold_out", args=["isombe"])

    assert client.post(url, {"until": until}).url == f"{reverse('kitchen_items')}#isombe"
    item.refresh_from_db()
    assert item.sold_out_until == moment
    assert "Sold out until" in text_of(client.get(reverse("kitchen_items")))

    client.post(url, {"until": "now"})
    item.refresh_from_db()
    assert item.sold_out_until is None


@pytest.mark.parametrize("data", [{}, {"until": "never"}, {"until": ""}])
def test_an_unknown_end_changes_nothing(cook, clock, data):
    item = make_item("isombe")
    client = logged_in(cook)
    response = client.post(reverse("item_sold_out", args=["isombe"]), data, follow=True)
    assert "Please choose until when it is sold out." in text_of(response)
    item.refresh_from_db()
    assert item.sold_out_until is None


def test_portions_left_are_added_to_what_is_sold(cook, clock):
    item = make_item("isombe", daily_portions=20)
    for _order in range(3):
        make_order(item)
    client = logged_in(cook)
    response = client.post(reverse("item_portions", args=["isombe"]), {"left": "8"}, follow=True)
    row = DailyPortions.objects.get()
    assert (row.portions, row.taken, row.left) == (11, 3, 8)
    assert "Isombe: 8 portions left today." in text_of(response)


def test_portions_of_today_show_for_a_dish_without_a_daily_number(cook, clock):
    open_every_day()
    item = make_item("isombe", daily_portions=None)
    client = logged_in(cook)
    assert "On sale, not counted" in text_of(client.get(reverse("kitchen_items")))
    client.post(reverse("item_portions", args=[item.code]), {"left": "4"})
    page = text_of(client.get(reverse("kitchen_items")))
    assert "4 left today" in page
    assert "not counted" not in page


def test_none_left_sells_no_more_and_takes_nothing_back(cook, clock):
    item = make_item("isombe", daily_portions=20)
    make_order(item)
    client = logged_in(cook)
    client.post(reverse("item_portions", args=["isombe"]), {"left": "0"})
    row = DailyPortions.objects.get()
    assert (row.portions, row.taken) == (1, 1)
    assert "None left today" in text_of(client.get(reverse("kitchen_items")))


def test_what_is_sold_while_the_cook_counts_is_never_below_the_number(db, monkeypatch):
    item = make_item("isombe", daily_portions=20)
    make_order(item)
    row = DailyPortions.objects.get()
    monkeypatch.setattr(
        "ordering.fulfilment.item_panel._taken_today", lambda item, date: row.taken - 1
    )
    assert set_portions_left(item=item, left=0, now=NOON).portions == 1


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        ("", "Please write how many are left."),
        ("many", "Please write a whole number, for example 12."),
        ("1.5", "Please write a whole number, for example 12."),
        ("-1", "It cannot be fewer than none."),
        ("10000", "Please write at most 9999."),
        ("9" * 400, "Please write"),
        ("NaN", "Please write a whole number, for example 12."),
    ],
)
def test_rubbish_portions_get_a_sentence(cook, clock, left, sentence):
    make_item("isombe", daily_portions=20)
    client = logged_in(cook)
    response = client.post(reverse("item_portions", args=["isombe"]), {"left": left}, follow=True)
    assert sentence in text_of(response)
    assert not DailyPortions.objects.exists()


def test_dishes_are_found_by_a_part_of_their_name_in_any_language(cook, clock):
    make_item("isombe", name="Cassava leaves", name_rw="Isombe")
    make_item("tea", name="Tea")
    client = logged_in(cook)
    text = text_of(client.get(reverse("kitchen_items"), {"q": "ISOM"}))
    assert "Cassava leaves" in text
    assert "Tea" not in text
    empty = client.get(reverse("kitchen_items"), {"q": "\x00zebra"})
    assert "No dish of that name is on sale." in text_of(empty)


def test_a_dish_that_is_not_there_is_not_found(cook):
    url = reverse("item_portions", args=["zebra"])
    assert logged_in(cook).post(url, {"left": "1"}).status_code == 404
