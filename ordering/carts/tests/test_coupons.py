"""A code typed into a cart: kept if it can hold, shown with what it saves, slowed down if guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ordering.carts.models import Cart
from ordering.promotions.models import Kind
from ordering.testing import (
    bed_place,
    make_filled_cart,
    make_item,
    make_promotion,
    make_user,
    make_zone,
    put,
    shop,
)

pytestmark = pytest.mark.django_db

UNUSABLE = "This code cannot be used here."


@pytest.fixture
def cart(client: Client) -> Cart:
    cart = make_filled_cart(make_item(price=5_000), place=bed_place(make_zone()))
    shop(client, cart)
    return cart


def try_code(client: Client, code: str) -> tuple[int, str]:
    response = client.post("/cart/coupon/", {"coupon": code}, follow=True)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("typed", ["WELCOME10", "welcome10", " Wel come-10 "])
def test_capitals_and_spaces_do_not_matter(client: Client, cart: Cart, typed: str) -> None:
    make_promotion("Welcome", code="WELCOME10")
    status, page = try_code(client, typed)
    assert status == 200
    assert "Welcome: −500\u00a0RWF" in page
    assert "4\u202f500" in page


def test_the_coupon_stays_with_the_cart_until_one_click_takes_it_out(
    client: Client, cart: Cart
) -> None:
    coupon = make_promotion("Welcome", code="WELCOME10")
    try_code(client, "WELCOME10")
    put(cart, make_item(price=1_000))
    assert "5\u202f400" in client.get("/cart/").content.decode()
    assert "5\u202f400" in client.get("/cart/here/").content.decode()
    cart.refresh_from_db()
    assert cart.coupon == coupon
    client.post("/cart/coupon/remove/")
    cart.refresh_from_db()
    assert cart.coupon is None
    assert "6\u202f000" in client.get("/cart/").content.decode()


def test_an_answer_never_tells_which_codes_exist(client: Client, cart: Cart) -> None:
    """None of these holds for this customer; each is answered like a code that was made up."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    make_promotion(code="ENDED", ends_on=yesterday)
    make_promotion(code="DRAFT", is_active=False)
    make_promotion(code="LATER", starts_on=timezone.localdate() + dt.timedelta(days=2))
    make_promotion(code="OTHERS", audience="nobody-we-know")
    make_promotion(code="BUDGET", kind=Kind.AMOUNT, amount=400, budget=399)
    pages = set()
    for code in ("ENDED", "DRAFT", "LATER", "OTHERS", "BUDGET", "MADEUP"):
        Cart.objects.filter(pk=cart.pk).update(code=f"fresh{code.lower()}")
        client.cookies["cart"] = f"fresh{code.lower()}"
        status, page = try_code(client, code)
        assert status == 422
        start = page.index('id="coupon-error"')
        pages.add(page[start : start + 250])
    assert len(pages) == 1
    assert UNUSABLE in pages.pop()
    cart.refresh_from_db()
    assert cart.coupon is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"minimum": 8_000}, "orders from 8\u202f000\u00a0RWF: 3\u202f000\u00a0RWF to go"),
        ({"foods": ["category:breakfast"]}, "not in your cart yet"),
        ({"zones": ["elsewhere"]}, "does not hold for the place"),
        ({"methods": ["cash"]}, "depends on how you pay"),
        ({"kind": Kind.FREE_DELIVERY}, "no delivery fee"),
    ],
)
def test_a_code_that_could_hold_says_what_it_still_needs(
    client: Client, cart: Cart, fields: dict[str, object], sentence: str
) -> None:
    make_promotion("Welcome", code="WELCOME10", **fields)
    status, page = try_code(client, "WELCOME10")
    assert status == 200
    assert sentence in page
    assert "5\u202f000" in page


def test_a_minimum_that_is_exactly_met_counts(client: Client, cart: Cart) -> None:
    make_promotion("Welcome", code="WELCOME10", minimum=5_000)
    assert "4\u202f500" in try_code(client, "WELCOME10")[1]


def test_a_coupon_that_ended_in_the_cart_says_so_and_can_be_taken_out(
    client: Client, cart: Cart
) -> None:
    coupon = make_promotion("Welcome", code="WELCOME10")
    try_code(client, "WELCOME10")
    coupon.is_active = False
    coupon.save()
    page = client.get("/cart/").content.decode()
    assert "can no longer be used" in page
    assert "/cart/coupon/remove/" in page
    assert "5\u202f000" in page


def test_guessing_is_slowed_down_and_a_good_code_is_not_lost(client: Client, cart: Cart) -> None:
    make_promotion("Welcome", code="WELCOME10")
    assert [try_code(client, f"GUESS{number}")[0] for number in range(6)] == [422] * 6
    status, page = try_code(client, "WELCOME10")
    assert status == 429
    assert "many tries" in page
    cart.refresh_from_db()
    assert cart.coupon is None


def test_typing_the_right_code_again_and_again_is_no_guessing(client: Client, cart: Cart) -> None:
    make_promotion("Welcome", code="WELCOME10")
    assert {try_code(client, "WELCOME10")[0] for _ in range(10)} == {200}


def test_rubbish_is_a_code_that_cannot_be_used(client: Client, cart: Cart) -> None:
    for rubbish in ("", "\x00", "🍛🍛🍛🍛🍛", "x" * 10_000, "' OR 1=1 --"):
        assert try_code(client, rubbish)[0] == 422


def test_without_a_cart_there_is_nothing_to_use_it_for(client: Client) -> None:
    assert client.post("/cart/coupon/", {"coupon": "WELCOME10"})["Location"] == "/cart/"
    assert client.post("/cart/coupon/remove/")["Location"] == "/cart/"
    assert not Cart.objects.exists()


def test_logging_in_brings_the_coupon_along(client: Client, cart: Cart) -> None:
    coupon = make_promotion("Welcome", code="WELCOME10")
    try_code(client, "WELCOME10")
    user = make_user()
    client.force_login(user)
    client.get("/cart/")
    assert Cart.objects.get(user=user).coupon == coupon


def test_promotions_cost_the_cart_one_query_more_whatever_their_number(
    client: Client, cart: Cart
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/cart/")
        return len(captured)

    none = count()
    make_promotion()
    one = count()
    for number in range(10):
        make_promotion(f"Offer {number}", max_uses_per_customer=1, is_stackable=bool(number % 2))
    assert (one, count()) == (none + 1, none + 1)
