"""Ten times the orders, the same number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.testing import make_eater, make_item

from .conftest import logged_in, make_staff
from .factories import order_in

pytestmark = pytest.mark.django_db


def queries_of(client, name: str, **data: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(reverse(name), data).status_code == 200
    return len(captured)


def fill(times: int, courier, other) -> None:
    for _time in range(times):
        for state in (State.CONFIRMED, State.PREPARING, State.READY):
            order_in(state, make_item(), make_item(), eater=make_eater(avoids=["milk"]))
        for carrier in (courier, other):
            order_in(State.OUT_FOR_DELIVERY, make_item(), courier=carrier)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("kitchen", 20),
        ("kitchen_cards", 20),
        ("kitchen_items", 10),
        ("deliveries", 14),
        ("deliveries_cards", 14),
        ("delivery_sheet", 8),
    ],
)
def test_a_board_asks_the_same_number_of_questions_for_ten_times_the_orders(
    manager, clock, name, most
):
    other = make_staff("delivery")
    client = logged_in(manager)
    fill(1, manager, other)
    queries_of(client, name)
    few = queries_of(client, name)
    fill(9, manager, other)
    assert Order.objects.count() == 50
    assert queries_of(client, name) == few
    assert few <= most


@pytest.mark.parametrize("name", ["kitchen_cards", "deliveries_cards"])
def test_a_board_that_has_not_changed_costs_two_questions(manager, clock, name):
    fill(1, manager, make_staff("delivery"))
    client = logged_in(manager)
    etag = client.get(reverse(name)).headers["ETag"]
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse(name), headers={"If-None-Match": etag})
    assert response.status_code == 304
    about_orders = [q for q in captured if "orders_order" in q["sql"] or "menuitem" in q["sql"]]
    assert len(about_orders) <= 2
    assert len(captured) <= 6
