"""The order's page at its link: it shows copies, follows the state, and can be left to anyone."""

from __future__ import annotations

import pytest
from django.test import Client

from ordering.carts.models import Cart
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import SlotDay
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.testing import NOON, make_eater, make_item, make_order, make_user

pytestmark = pytest.mark.django_db


def text(client: Client, order: Order, part: str = "") -> str:
    response = client.get(f"/orders/{order.code}/{part}")
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_with_the_link_sees_the_order_and_nobody_else_does(client: Client) -> None:
    order = make_order(make_item("isombe"), user=make_user())
    assert "Isombe" in text(client, order)
    for code in ["0" * 20, str(order.pk), order.code[:-1], order.code.upper()]:
        assert client.get(f"/orders/{code}/").status_code == 404
    assert client.get("/orders/%00/").status_code == 404


def test_health_data_of_the_eater_is_not_on_the_page(client: Client) -> None:
    eater = make_eater("Mama", avoids=["lupin"], needs=[])
    page = text(client, make_order(eater=eater))
    assert "Mama" in page
    assert "lupin" not in page.lower()


def test_page_shows_what_was_ordered_though_the_menu_changed(client: Client) -> None:
    order = make_order(make_item("isombe", price=3_500))
    MenuItem.objects.update(name="Other", price=1)
    for part in ["", "receipt/"]:
        page = text(client, order, part)
        assert "Isombe" in page
        assert "3\u202f500" in page
        assert "Other" not in page


def test_status_answers_304_until_something_changed(client: Client) -> None:
    order = make_order()
    first = client.get(f"/orders/{order.code}/status/")
    assert "We have your order." in first.content.decode()
    etag = {"if-none-match": first["ETag"]}
    again = client.get(f"/orders/{order.code}/status/", headers=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    changed = client.get(f"/orders/{order.code}/status/", headers=etag)
    assert (changed.status_code, changed["X-Final"], changed["X-Can-Cancel"]) == (200, "no", "no")
    assert "being cooked" in changed.content.decode()
    Order.objects.update(payment_state=PaymentState.PAID)
    paid = client.get(f"/orders/{order.code}/status/", headers={"if-none-match": changed["ETag"]})
    assert paid.status_code == 200


def test_page_and_its_status_carry_the_same_mark(client: Client) -> None:
    order = make_order()
    mark = client.get(f"/orders/{order.code}/status/")["ETag"]
    assert mark.replace('"', "&quot;") in text(client, order)


def test_final_order_is_not_asked_for_again(client: Client) -> None:
    order = make_order()
    client.post(f"/orders/{order.code}/cancel/")
    assert 'data-final="yes"' in text(client, order)
    assert client.get(f"/orders/{order.code}/status/")["X-Final"] == "yes"


def test_cancelling_gives_back_and_twice_is_told_kindly(client: Client) -> None:
    order = make_order()
    assert "Cancel this order" in text(client, order)
    page = client.post(f"/orders/{order.code}/cancel/", follow=True).content.decode()
    assert "This order is cancelled." in page
    assert "Cancel this order" not in page
    assert SlotDay.objects.get().taken == 0
    again = client.post(f"/orders/{order.code}/cancel/", follow=True).content.decode()
    assert "can no longer be cancelled here" in again
    assert SlotDay.objects.get().taken == 0
    assert order.events.filter(to_state=State.CANCELLED).count() == 1


def test_order_being_cooked_cannot_be_cancelled_by_its_customer(client: Client) -> None:
    order = make_order()
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    page = client.post(f"/orders/{order.code}/cancel/", follow=True).content.decode()
    assert "can no longer be cancelled here" in page
    assert Order.objects.get().state == State.PREPARING


def test_reading_changes_nothing(client: Client) -> None:
    order = make_order()
    for part in ["cancel/", "again/"]:
        assert client.get(f"/orders/{order.code}/{part}").status_code == 405
    assert Order.objects.get().state == State.CONFIRMED


def test_ordering_again_says_what_is_gone(client: Client) -> None:
    gone, there = make_item("gone"), make_item("there", price=2_000)
    order = make_order(gone, there)
    MenuItem.objects.filter(code="gone").update(is_listed=False)
    MenuItem.objects.filter(code="there").update(price=2_200)
    page = client.post(f"/orders/{order.code}/again/", follow=True).content.decode()
    assert "Gone: This dish is no longer on the menu." in page
    assert "Your dishes are in the cart again." in page
    assert "2\u202f200" in page
    cart = Cart.objects.get(user=None, lines__isnull=False)
    assert [line.item.code for line in cart.lines.all()] == ["there"]
    assert cart.bed == order.bed


def test_ordering_again_takes_over_the_eater_of_the_own_account_only(client: Client) -> None:
    user = make_user()
    eater = make_eater("Mama", avoids=["fish"], owner=user)
    order = make_order(user=user, eater=eater)
    Cart.objects.all().delete()
    client.post(f"/orders/{order.code}/again/")
    assert Cart.objects.get().eater is None
    Cart.objects.all().delete()
    client.force_login(user)
    client.post(f"/orders/{order.code}/again/")
    assert Cart.objects.get(user=user).eater == eater


def test_deleted_dish_does_not_break_order_or_reorder(client: Client) -> None:
    order = make_order(make_item("isombe"))
    Cart.objects.all().delete()
    MenuItem.objects.all().delete()
    assert "Isombe" in text(client, order)
    page = client.post(f"/orders/{order.code}/again/", follow=True).content.decode()
    assert "Isombe: This dish is no longer on the menu." in page


def test_link_works_without_the_session_that_ordered(client: Client) -> None:
    order = make_order()
    client.post(f"/orders/{order.code}/again/")
    client.session.flush()
    client.cookies.clear()
    assert "We have your order." in text(client, order)


def test_bill_tells_vat_by_rate(client: Client) -> None:
    order = make_order(make_item(price=1_180), make_item(price=1_000, tax_class="exempt"))
    page = text(client, order, "receipt/")
    assert "of which VAT 18 %" in page
    assert "180\xa0RWF" in page
    assert "(VAT exempt)" in page
    assert "2\u202f180\xa0RWF" in page
    assert ">Bill<" in page
