"""A customer changes an order behind its link, sees the price first, and hears when it is too late."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ordering.carts.services import make_cart
from ordering.catalogue.models import MenuItem
from ordering.changes.models import Draft, OrderChange
from ordering.changes.selectors import change_draft, view_draft
from ordering.checkout.reorder import reorder
from ordering.orders.models import Order
from ordering.orders.states import Role, State
from ordering.testing import NOON, make_eater, make_item, make_order

pytestmark = pytest.mark.django_db


def address(order: Order, end: str = "") -> str:
    return f"/orders/{order.code}/change/{end}"


def step(client: Client, order: Order, deed: str, **data: Any) -> Any:
    return client.post(address(order, f"{deed}/"), data, follow=True)


def send(client: Client, order: Order) -> Any:
    draft = change_draft(Order.objects.get(pk=order.pk), None)
    assert draft is not None
    view = view_draft(draft, now=timezone.now())
    return step(client, order, "send", digest=view.digest, expected_total=view.quote.total)


def test_a_guest_adds_a_dish_sees_the_price_and_confirms(client):
    isombe, tea = make_item("isombe", price=2_500), make_item("tea", price=500)
    order = make_order(isombe)
    assert address(order, "begin/") in client.get(f"/orders/{order.code}/").content.decode()
    step(client, order, "begin")
    step(client, order, "add", item=tea.code, quantity=2)
    page = client.get(address(order)).content.decode()
    assert "3\u202f500\u00a0RWF" in page
    assert "<strong>1\u202f000\u00a0RWF more</strong> than now" in page
    order.refresh_from_db()
    assert order.total == 2_500

    page = send(client, order).content.decode()

    order.refresh_from_db()
    assert (order.total, OrderChange.objects.get().role) == (3_500, Role.CUSTOMER)
    assert "Your order is changed" in page


def test_too_late_is_said_and_nothing_is_changed(client):
    isombe = make_item("isombe")
    order = make_order(isombe)
    step(client, order, "begin")
    line = Draft.objects.get().cart.lines.get()
    step(client, order, "line", line=line.pk, quantity=3)
    Order.objects.filter(pk=order.pk).update(state=State.PREPARING)
    assert "can no longer be changed" in send(client, order).content.decode()
    assert "can no longer be changed" in step(client, order, "begin").content.decode()
    assert order.lines.get().quantity == 1


def test_without_a_draft_the_page_leads_to_the_order(client):
    order = make_order()
    assert client.get(address(order)).url == f"/orders/{order.code}/"
    assert step(client, order, "line", line=1, quantity=0).status_code == 200
    step(client, order, "begin")
    assert client.get(address(order)).status_code == 200
    step(client, order, "leave")
    assert not Draft.objects.exists()


def test_a_dish_that_does_not_suit_is_refused_on_the_page(client):
    order = make_order(make_item("isombe"), eater=make_eater(avoids=["peanuts"]))
    sauce = make_item("sauce", allergens={"peanuts": "contains"})
    step(client, order, "begin")
    assert "contains peanuts" in step(client, order, "add", item=sauce.code).content.decode()
    assert Draft.objects.get().cart.lines.count() == 1


def test_ordering_again_says_which_price_changed():
    isombe, tea = make_item("isombe", price=2_500), make_item("tea", price=500)
    order = make_order(isombe, tea)
    MenuItem.objects.filter(pk=isombe.pk).update(price=3_000)
    outcome = reorder(order=order, cart=make_cart(user=None), now=NOON)
    assert outcome.added == 2
    assert outcome.repriced == ["Isombe: now 3\u202f000\u00a0RWF, it was 2\u202f500\u00a0RWF."]
