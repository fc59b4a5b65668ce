"""The kitchen board as a cook meets it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from ordering.catalogue.facts import Presence
from ordering.catalogue.models import MenuItem
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import (
    NOON,
    add_group,
    bed_place,
    make_eater,
    make_filled_cart,
    make_item,
    make_order,
    make_slot,
    make_zone,
    open_every_day,
    place_now,
    put,
)

from .conftest import logged_in
from .factories import order_in

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """What is read, without markup and repeated spaces."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def step(client, order: Order, to: State, *, version: int | None = None, **headers):
    data = {"to": to, "version": order.version if version is None else version}
    return client.post(reverse("kitchen_step", args=[order.code]), data, headers=headers)


def test_a_card_shows_what_the_cook_needs(cook, clock):
    zone = make_zone("wards")
    open_every_day()
    make_slot(zone)
    dish = make_item("isombe", name="Isombe")
    add_group(dish, "side", {"rice": 0, "plantain": 0}, minimum=1)
    cart = make_filled_cart(place=bed_place(zone), eater=make_eater("Mama", avoids=["peanuts"]))
    put(cart, dish, 2, options=["side:rice"], note="no onions")
    order = place_now(cart, note="She cannot sit up, a straw please.")
    clock.pass_minutes(12)

    text = text_of(logged_in(cook).get(reverse("kitchen")))

    assert f"#{order.number}" in text
    assert "Surgery Room 3, bed 2 for Mama waiting 12 min" in text
    assert "18 min left" in text
    assert "No Peanuts" in text
    assert "2 × Isombe Rice no onions" in text
    assert "She cannot sit up, a straw please." in text


def test_the_kitchen_sees_no_phone_no_mail_and_no_name_of_who_ordered(cook, clock):
    order = make_order(eater=make_eater("Mama"))
    html = logged_in(cook).get(reverse("kitchen")).content.decode()
    for secret in (order.phone, order.phone.removeprefix("+250"), order.email, "Aline", "Uwase"):
        assert secret not in html


def test_orders_stand_in_their_column_the_most_urgent_first(cook, clock):
    late, early = make_order(now=NOON), make_order(now=NOON - dt.timedelta(minutes=9))
    cooking = order_in(State.PREPARING)
    ready = order_in(State.READY)
    board = logged_in(cook).get(reverse("kitchen")).context["board"]
    numbers = [
        [card.number for group in column.groups for card in group.cards] for column in board.columns
    ]
    assert numbers == [[early.number, late.number], [cooking.number], [ready.number]]


def test_a_late_card_says_so(cook, clock):
    make_order()
    clock.pass_minutes(37)
    response = logged_in(cook).get(reverse("kitchen"))
    assert "7 min late" in text_of(response)
    assert b"ticket--late" in response.content


def test_tomorrow_waits_behind_its_own_button(cook, clock):
    zone = make_zone("wards")
    open_every_day()
    make_slot(zone, name="Lunch", code="lunch")
    cart = make_filled_cart(make_item("isombe"), place=bed_place(zone))
    order = place_now(cart, slot_key="lunch@2026-11-24")
    client = logged_in(cook)

    today = client.get(reverse("kitchen")).context["board"]
    later = client.get(reverse("kitchen"), {"when": "later"})

    assert [column.count for column in today.columns] == [0, 0, 0]
    assert today.elsewhere == 1
    assert [column.count for column in later.context["board"].columns] == [1, 0, 0]
    assert f"#{order.number}" in text_of(later)
    assert "Tomorrow: Lunch 11:00–15:00" in text_of(later)


def test_totals_count_what_is_still_to_be_cooked(cook, clock):
    isombe, tea = make_item("isombe"), make_item("tea")
    make_order(isombe, tea)
    order_in(State.PREPARING, isombe)
    order_in(State.READY, isombe)
    totals = logged_in(cook).get(reverse("kitchen")).context["board"].totals
    assert [(dish.name, dish.count) for dish in totals[0].by_count] == [("Isombe", 2), ("Tea", 1)]


def test_a_recipe_that_gained_an_allergen_turns_the_card_red(cook, clock):
    item = make_item("porridge")
    make_order(item, eater=make_eater(avoids=["gluten"]))
    client = logged_in(cook)
    assert b"ticket--danger" not in client.get(reverse("kitchen")).content

    MenuItem.objects.filter(pk=item.pk).update(
        allergens={**item.allergens, "gluten": Presence.CONTAINS.value}
    )

    response = client.get(reverse("kitchen"))
    assert b"ticket--danger" in response.content
    assert "It contains gluten." in text_of(response)


def test_what_was_cancelled_on_the_stove_is_called_out_for_ten_minutes(cook, clock):
    order = order_in(State.PREPARING)
    move_order(
        order=order,
        to=State.CANCELLED,
        role=Role.SUPPORT,
        actor=None,
        now=NOON,
        reason="Gone home.",
    )
    client = logged_in(cook)
    assert f"Stop: #{order.number} was cancelled" in text_of(client.get(reverse("kitchen")))
    clock.pass_minutes(10.5)
    assert "was cancelled" not in text_of(client.get(reverse("kitchen")))


def test_what_was_cancelled_outside_the_kitchen_stops_no_cook(cook, courier, clock):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    for to in (State.FAILED, State.CANCELLED):
        move_order(order=order, to=to, role=Role.SUPPORT, actor=None, now=NOON, reason="Gone home.")
    assert "was cancelled" not in text_of(logged_in(cook).get(reverse("kitchen")))


def test_a_tap_without_script_moves_and_returns_to_the_board(cook, clock):
    order = make_order()
    response = step(logged_in(cook), order, State.PREPARING)
    assert (response.status_code, response.url) == (302, reverse("kitchen"))
    order.refresh_from_db()
    assert order.state == State.PREPARING


def test_the_last_step_can_be_undone_for_two_minutes(cook, clock):
    order = make_order()
    client = logged_in(cook)
    response = step(client, order, State.PREPARING, **{"X-Fragment": "board"})
    undo = response.context["board"].undo
    assert (undo.order, undo.back) == (order, State.CONFIRMED)

    order.refresh_from_db()
    step(client, order, undo.back)
    order.refresh_from_db()
    assert order.state == State.CONFIRMED
    assert client.get(reverse("kitchen")).context["board"].undo is None

    step(client, order, State.PREPARING)
    clock.pass_minutes(2.5)
    assert client.get(reverse("kitchen")).context["board"].undo is None


def test_nobody_is_offered_to_undo_what_somebody_else_did(cook, manager, clock):
    order = make_order()
    step(logged_in(cook), order, State.PREPARING)
    assert logged_in(manager).get(reverse("kitchen")).context["board"].undo is None


def test_a_stale_tap_answers_politely_with_the_board_as_it_is(cook, clock):
    order = order_in(State.READY)
    response = step(logged_in(cook), order, State.PREPARING, version=1, **{"X-Fragment": "board"})
    assert response.status_code == 409
    assert f"Somebody was faster: #{order.number} is already" in text_of(response)
    assert response.headers["ETag"]
    order.refresh_from_db()
    assert order.state == State.READY


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"to": "eaten", "version": "1"},
        {"to": "preparing", "version": "x"},
        {"to": "preparing", "version": "9" * 30},
        {"to": "preparing", "version": "-1"},
        {"to": "delivered", "version": "1"},
    ],
)
def test_rubbish_is_answered_with_a_sentence_and_changes_nothing(cook, clock, data):
    order = make_order()
    response = logged_in(cook).post(
        reverse("kitchen_step", args=[order.code]), data, headers={"X-Fragment": "board"}
    )
    assert response.status_code == 409
    assert b'class="note error"' in response.content
    order.refresh_from_db()
    assert (order.state, order.version) == (State.CONFIRMED, 1)


def test_an_unknown_order_is_not_found(cook):
    url = reverse("kitchen_step", args=["guessed"])
    assert logged_in(cook).post(url, {"to": "preparing", "version": 1}).status_code == 404


def test_the_board_answers_304_until_something_changes(cook, clock):
    order = make_order()
    client, url = logged_in(cook), reverse("kitchen_cards")
    first = client.get(url)
    etag = first.headers["ETag"]
    assert client.get(reverse("kitchen")).context["etag"] == etag

    clock.pass_minutes(0.5)
    again = client.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    step(client, order, State.PREPARING)
    changed = client.get(url, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_minutes_go_on_when_nothing_else_happens(cook, clock):
    make_order()
    client, url = logged_in(cook), reverse("kitchen_cards")
    etag = client.get(url).headers["ETag"]
    clock.pass_minutes(1)
    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "29 min left" in text_of(response)


def test_a_crowded_column_shows_the_first_sixty_and_counts_the_rest(cook, clock, monkeypatch):
    monkeypatch.setattr("ordering.fulfilment.kitchen_selectors.CARDS_PER_COLUMN", 2)
    for _order in range(3):
        make_order()
    response = logged_in(cook).get(reverse("kitchen"))
    column = response.context["board"].columns[0]
    assert (column.count, column.hidden) == (3, 1)
    assert "and 1 more, due later" in text_of(response)
