"""The checkout page: three steps, what is known filled in, and every refusal in place."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ordering.carts.models import Cart
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Zone
from ordering.delivery.services import keep_address
from ordering.orders.models import Order
from ordering.testing import (
    area_place,
    bed_place,
    checkout_data,
    make_filled_cart,
    make_item,
    make_slot,
    make_user,
    make_zone,
    open_all_day,
    shop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    zone = make_zone("wards")
    open_all_day(zone)
    return zone


@pytest.fixture
def cart(client: Client, zone: Zone) -> Cart:
    cart = make_filled_cart(make_item("isombe", price=3_500), place=bed_place(zone))
    shop(client, cart)
    return cart


def post(client: Client, data: dict[str, Any]) -> tuple[int, str]:
    response = client.post("/checkout/", data)
    return response.status_code, response.content.decode()


def test_guest_orders_and_lands_on_the_order(client: Client, cart: Cart) -> None:
    page = client.get("/checkout/").content.decode()
    assert str(cart.checkout_token) in page
    assert "3\u202f500" in page
    response = client.post("/checkout/", checkout_data(cart))
    order = Order.objects.get()
    assert response["Location"] == f"/orders/{order.code}/"
    assert (order.customer_name, order.phone, order.language) == (
        "Aline Uwase",
        "+250788123456",
        "en",
    )
    assert client.get(f"/orders/{order.code}/").status_code == 200


def test_second_click_leads_to_the_same_order_also_without_a_session(
    client: Client, cart: Cart
) -> None:
    data = checkout_data(cart)
    first = client.post("/checkout/", data)
    assert client.post("/checkout/", data)["Location"] == first["Location"]
    assert Client().post("/checkout/", data)["Location"] == first["Location"]
    assert Order.objects.count() == 1


def test_guest_who_comes_back_is_known(client: Client, cart: Cart) -> None:
    client.post("/checkout/", checkout_data(cart, email="aline@example.org"))
    client.post("/cart/add/isombe/")
    page = client.get("/checkout/").content.decode()
    assert 'value="Aline Uwase"' in page
    assert 'value="+250788123456"' in page
    assert 'value="aline@example.org"' in page


def test_empty_cart_leads_back_to_the_cart(client: Client, zone: Zone) -> None:
    assert client.get("/checkout/")["Location"] == "/cart/"
    assert client.post("/checkout/", {})["Location"] == "/cart/"
    cart = make_filled_cart(place=bed_place(zone))
    shop(client, cart)
    assert client.get("/checkout/")["Location"] == "/cart/"
    assert client.post("/checkout/", checkout_data(cart))["Location"] == "/cart/"
    assert not Order.objects.exists()


def test_cart_without_a_place_is_asked_for_one_and_comes_back(client: Client, zone: Zone) -> None:
    shop(client, make_filled_cart(make_item()))
    assert client.get("/checkout/")["Location"] == "/cart/place/?next=%2Fcheckout%2F"


def test_cart_below_the_minimum_shows_itself(client: Client) -> None:
    town = make_zone("town", minimum=4_000)
    open_all_day(town)
    shop(client, make_filled_cart(make_item(price=3_999), place=area_place(town)))
    assert client.get("/checkout/")["Location"] == "/cart/"


@pytest.mark.parametrize(
    ("changes", "sentence", "anchor"),
    [
        ({"name": ""}, "tell us your name", "#id_name"),
        ({"name": "   "}, "tell us your name", "#id_name"),
        ({"name": "a" * 10_000}, "at most 120 characters", "#id_name"),
        ({"name": "a\0b"}, "Null characters", "#id_name"),
        ({"phone": ""}, "phone number that we can call", "#id_phone"),
        ({"phone": "12"}, "does not look like a phone number", "#id_phone"),
        ({"phone": "9" * 10_000}, "at most 30 characters", "#id_phone"),
        ({"email": "nobody"}, "does not look like an e-mail", "#id_email"),
        ({"email": "a" * 10_000 + "@example.org"}, "at most 254", "#id_email"),
        ({"slot": ""}, "when it should arrive", "#times"),
        ({"slot": "x" * 10_000}, "when it should arrive", "#times"),
        ({"slot": "yesterday"}, "can no longer be had", ""),
        ({"method": ""}, "how to pay", "#methods"),
        ({"method": "barter"}, "how to pay", "#methods"),
        ({"note": "n" * 10_000}, "at most 200 characters", "#id_note"),
        ({"token": "not-a-token"}, "open for too long", ""),
        ({"token": ""}, "open for too long", ""),
        ({"digest": "d" * 10_000}, "open for too long", ""),
        ({"digest": "old"}, "cart changed", ""),
        ({"expected_total": "-1"}, "open for too long", ""),
        ({"expected_total": "free"}, "open for too long", ""),
        ({"expected_total": "1"}, "The price changed", ""),
    ],
)
def test_rubbish_is_answered_by_a_sentence_that_leads_to_its_field(
    client: Client, cart: Cart, changes: dict[str, Any], sentence: str, anchor: str
) -> None:
    status, page = post(client, checkout_data(cart, **changes))
    assert status == 422
    assert sentence in page
    assert f'<a href="{anchor}">' in page or not anchor
    assert 'id="problems"' in page
    assert not Order.objects.exists()
    assert cart.lines.count() == 1


def test_what_was_typed_stays_and_the_new_price_is_what_the_next_click_agrees_to(
    client: Client, cart: Cart
) -> None:
    data = checkout_data(cart, name="Jean", note="second door")
    MenuItem.objects.update(price=3_800)
    status, page = post(client, data)
    assert (status, Order.objects.count()) == (422, 0)
    assert 'value="Jean"' in page
    assert 'value="second door"' in page
    assert 'name="expected_total" value="3800"' in page
    post(client, {**data, "expected_total": "3800"})
    assert Order.objects.get().total == 3_800


def test_second_tab_with_an_old_cart_writes_nothing(client: Client, cart: Cart) -> None:
    old = checkout_data(cart)
    client.post("/cart/add/isombe/")
    status, page = post(client, old)
    assert (status, Order.objects.count()) == (422, 0)
    assert "cart changed" in page
    assert 'name="expected_total" value="7000"' in page


def test_dish_sold_out_meanwhile_leads_to_the_cart_that_says_so(client: Client, cart: Cart) -> None:
    data = checkout_data(cart)
    MenuItem.objects.update(is_listed=False)
    response = client.post("/checkout/", data, follow=True)
    assert response.redirect_chain == [("/cart/", 302)]
    assert "no longer on the menu" in response.content.decode()
    assert not Order.objects.exists()


def test_full_time_asks_for_another_one(client: Client, zone: Zone) -> None:
    zone.slots.update(capacity=1)
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    cart.lines.update(quantity=2)
    shop(client, cart)
    page = client.get("/checkout/").content.decode()
    assert "No delivery time is free" in page
    status, page = post(client, checkout_data(cart))
    assert (status, "choose another one" in page) == (422, True)


def test_somebody_elses_user_or_cart_cannot_be_posted(client: Client, cart: Cart) -> None:
    victim = make_user()
    other = make_filled_cart(make_item(price=9_000), user=victim)
    post(client, {**checkout_data(cart), "user": victim.pk, "cart": other.pk, "total": "1"})
    order = Order.objects.get()
    assert (order.user, order.total) == (None, 3_500)
    assert other.lines.count() == 1


def test_account_orders_again_in_three_screens(client: Client, zone: Zone) -> None:
    user = make_user("Aline Uwase", phone="0788 123 456")
    make_item("tea", price=700)
    client.force_login(user)
    before = make_filled_cart(MenuItem.objects.get(), user=user, place=bed_place(zone))
    client.post("/checkout/", checkout_data(before))
    Cart.objects.all().delete()

    client.get("/cart/choose/tea/")
    added = client.post("/cart/add/tea/", {"next": "/cart/"})
    assert added["Location"] == "/cart/"
    page = client.get("/checkout/").content.decode()
    assert "Surgery, room 3, bed 2" in page
    assert 'value="+250788123456"' in page
    cart = Cart.objects.select_related("bed__room__ward__zone", "area__zone", "eater").get()
    placed = client.post("/checkout/", checkout_data(cart))
    assert placed["Location"].startswith("/orders/")
    assert Order.objects.filter(user=user).count() == 2


def test_account_without_orders_is_taken_to_its_kept_place(client: Client, zone: Zone) -> None:
    user = make_user()
    keep_address(user=user, label="Bed", place=bed_place(zone))
    shop(client, make_filled_cart(make_item(), user=user))
    assert client.get("/checkout/").status_code == 200
    assert Cart.objects.get().bed is not None


def test_place_of_the_last_order_that_is_not_served_any_more_is_passed_over(
    client: Client, zone: Zone
) -> None:
    user = make_user()
    cart = make_filled_cart(make_item("tea"), user=user, place=bed_place(zone))
    shop(client, cart)
    client.post("/checkout/", checkout_data(cart))
    Cart.objects.all().delete()
    zone.wards.update(is_active=False)
    client.post("/cart/add/tea/")
    assert client.get("/checkout/")["Location"].startswith("/cart/place/")


def test_times_are_told_by_day(client: Client, cart: Cart, zone: Zone) -> None:
    make_slot(zone, code="round", kind="round", name="Lunch round", cutoff_minutes=0)
    page = client.get("/checkout/").content.decode()
    assert "As soon as possible" in page
    assert "in about 30 minutes" in page
    assert "Tomorrow" in page
    assert "11:00–15:00" in page


def test_order_keeps_the_language_it_was_placed_in(client: Client, cart: Cart) -> None:
    response = client.post("/fr/checkout/", checkout_data(cart))
    assert response["Location"].startswith("/fr/orders/")
    assert Order.objects.get().language == "fr"


def test_order_needs_the_token_of_a_form(cart: Cart) -> None:
    strict = Client(enforce_csrf_checks=True)
    shop(strict, cart)
    assert strict.post("/checkout/", checkout_data(cart)).status_code == 403
    assert not Order.objects.exists()
