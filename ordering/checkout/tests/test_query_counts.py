"""A screen asks as often for ten times the rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordering.carts.models import Cart
from ordering.delivery.services import keep_address
from ordering.orders.models import Order
from ordering.testing import (
    add_group,
    bed_place,
    make_bed,
    make_eater,
    make_filled_cart,
    make_item,
    make_order,
    make_user,
    make_zone,
    open_all_day,
    put,
    shop,
)
from site_core.users.models import User

pytestmark = pytest.mark.django_db


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200, (path, response.headers)
    return len(captured)


def stays_the_same(client: Client, paths: list[str], multiply: Callable[[], None]) -> None:
    before = {path: queries(client, path) for path in paths}
    multiply()
    assert {path: queries(client, path) for path in paths} == before


def dish(cart: Cart) -> None:
    item = make_item(sizes={"small": 0, "large": 300})
    add_group(item, "side", {"rice": 0, "chips": 200})
    put(cart, item, size="large", options=["side:rice"])


def test_cart_and_checkout_do_not_grow_with_lines(client: Client) -> None:
    zone = make_zone()
    open_all_day(zone)
    user = make_user()
    cart = make_filled_cart(place=bed_place(zone), user=user, eater=make_eater(avoids=["fish"]))
    shop(client, cart)
    dish(cart)
    stays_the_same(
        client,
        ["/cart/", "/checkout/", "/cart/here/"],
        lambda: [dish(cart) for _ in range(9)] and None,
    )


def test_order_page_and_receipt_do_not_grow_with_lines(client: Client) -> None:
    small = make_order(make_item())
    large = make_order(*(make_item() for _ in range(10)))
    for part in ["", "status/", "receipt/"]:
        assert queries(client, f"/orders/{small.code}/{part}") == queries(
            client, f"/orders/{large.code}/{part}"
        )


@pytest.fixture
def user(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def test_account_does_not_grow_with_orders(client: Client, user: User) -> None:
    item = make_item()

    def more() -> None:
        for _ in range(9):
            make_order(item, user=user)

    make_order(item, user=user)
    stays_the_same(client, ["/account/", "/account/orders/"], more)
    assert Order.objects.count() == 10


def test_places_and_people_do_not_grow_with_what_is_kept(client: Client, user: User) -> None:
    zone = make_zone()

    def keep(number: int) -> None:
        place = bed_place(zone, ward=f"Ward {number}", room=str(number), label="1")
        keep_address(user=user, label=f"Place {number}", place=place)
        make_eater(f"Person {number}", avoids=["fish"], owner=user)
        make_bed(zone, ward=f"Ward {number}", room=str(number), label="2")

    keep(0)
    stays_the_same(
        client,
        ["/cart/place/", "/cart/eater/", "/account/addresses/", "/account/eaters/"],
        lambda: [keep(number) for number in range(1, 11)] and None,
    )
