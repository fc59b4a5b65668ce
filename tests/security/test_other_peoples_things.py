"""Guessed keys and codes open nothing: what belongs to somebody else is not there."""

from __future__ import annotations

import pytest
from django.test import Client

from marketing.feedback.models import Ticket
from marketing.feedback.tests.matters import make_ticket
from ordering.carts.models import CartLine
from ordering.delivery.models import Address
from ordering.dietary.models import Eater
from ordering.fulfilment.services import take_orders
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.receipts.services import issue_receipt
from ordering.testing import NOON, make_eater, make_filled_cart, make_item, make_order
from site_core.base.codes import link_code, short_code
from site_core.users.models import User
from site_core.users.tests.people import make_customer, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def thief(client: Client) -> User:
    user = make_customer("thief@example.rw")
    client.force_login(user)
    return user


@pytest.fixture
def owner() -> User:
    return make_customer()


def test_the_account_of_somebody_else_is_not_there(
    client: Client, thief: User, owner: User
) -> None:
    eater = make_eater("Mama", avoids=["peanuts"], owner=owner)
    address = Address.objects.create(user=owner, label="Ward")
    line = CartLine.objects.get(cart=make_filled_cart(make_item(), user=owner))
    doors = [
        client.get(f"/account/eaters/{eater.code}/"),
        client.post(f"/account/eaters/{eater.code}/", {"delete": "1"}),
        client.post(f"/account/eaters/{eater.code}/", {"name": "X"}),
        client.post(f"/account/addresses/{address.code}/", {"delete": "1"}),
        client.post(f"/account/addresses/{address.code}/", {"label": "X"}),
        client.post(f"/cart/lines/{line.pk}/", {"quantity": "0"}),
    ]
    assert [door.status_code for door in doors] == [404] * 5 + [302]
    assert (Eater.objects.get().name, Address.objects.get().label) == ("Mama", "Ward")
    assert CartLine.objects.filter(pk=line.pk, quantity=1).exists()


def test_nobody_eats_or_is_served_with_what_somebody_else_keeps(
    client: Client, thief: User, owner: User
) -> None:
    eater = make_eater("Mama", avoids=["peanuts"], owner=owner)
    address = Address.objects.create(user=owner, label="Ward", directions="behind the blue door")
    pages = [
        client.post("/cart/eater/", {"eater": eater.code, "pick": eater.code}),
        client.post("/cart/place/", {"address": address.code}),
        client.get("/cart/eater/"),
        client.get("/cart/place/"),
        client.get("/cart/here/"),
    ]
    for page in pages:
        assert "Mama" not in page.content.decode()
        assert "blue door" not in page.content.decode()


@pytest.mark.parametrize("path", ["", "status/", "pay/", "help/", "rate/", "receipt/", "change/"])
def test_an_order_opens_by_its_code_and_not_by_its_number(client: Client, path: str) -> None:
    order = make_order()
    for guess in (order.pk, order.number, order.code[:-1], order.code.upper(), "0" * 20):
        if str(guess) != order.code:
            assert client.get(f"/orders/{guess}/{path}").status_code == 404


def test_a_paper_opens_with_its_own_order_only(client: Client) -> None:
    mine, theirs = make_order(), make_order()
    paper = issue_receipt(order=theirs, now=NOON)
    assert client.get(f"/orders/{theirs.code}/receipt/{paper.number}.pdf").status_code == 200
    assert client.get(f"/orders/{mine.code}/receipt/{paper.number}.pdf").status_code == 404


def test_a_photo_opens_with_its_own_ticket_only(client: Client) -> None:
    theirs = make_ticket(text="Look at this.")
    mine = make_ticket(text="And this.")
    code = Ticket.objects.get(pk=mine.ticket_id).code
    assert client.get(f"/support/{code}/photos/{mine.pk}/").status_code == 200
    assert client.get(f"/support/{code}/photos/{theirs.pk}/").status_code == 404
    for guess in (theirs.ticket_id, f"{theirs.ticket_id:020d}"):
        assert client.get(f"/support/{guess}/").status_code == 404


def test_a_courier_moves_no_meal_that_another_one_carries(client: Client) -> None:
    order = make_order()
    for step in (State.PREPARING, State.READY):
        order = move_order(order=order, to=step, role=Role.KITCHEN, actor=None, now=NOON)
    carrier = make_staff("delivery", "first@example.rw")
    take_orders(orders=[order], courier=carrier, now=NOON)
    client.force_login(make_staff("delivery", "second@example.rw"))
    for path in ("", "back/", "trouble/"):
        answer = client.post(f"/staff/deliveries/orders/{order.code}/{path}", {"reason": "nobody"})
        assert answer.status_code == 404
    order.refresh_from_db()
    assert (order.state, order.courier) == (State.OUT_FOR_DELIVERY, carrier)


def test_codes_are_too_many_to_try() -> None:
    """A hundred bits where a link opens by itself, fifty where the owner is asked as well."""
    assert len({link_code() for _ in range(500)}) == len({short_code() for _ in range(500)}) == 500
    assert (len(link_code()) * 5, len(short_code()) * 5) == (100, 50)
    assert (len(make_order().code), len(Order.objects.get().checkout_token.hex)) == (20, 32)
