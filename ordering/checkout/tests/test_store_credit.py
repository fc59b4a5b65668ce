"""Paying with store credit: as much as there is, once, and back when the order is cancelled."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ordering.carts.models import Cart
from ordering.checkout.services import CreditGone, cancel_order, place_order
from ordering.credit.models import CreditAccount
from ordering.credit.selectors import balance_of, wrong_balances
from ordering.credit.services import grant
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.models import Payment
from ordering.testing import (
    NOON,
    bed_place,
    checkout_data,
    make_filled_cart,
    make_item,
    make_user,
    make_wish,
    make_zone,
    open_all_day,
    place_now,
    shop,
)

pytestmark = pytest.mark.django_db


def _cart(credit: int) -> Cart:
    zone = make_zone()
    open_all_day(zone)
    user = make_user()
    if credit:
        grant(user=user, amount=credit, reason="late meal", unique_key="gift", now=NOON)
    return make_filled_cart(make_item(price=5_000), place=bed_place(zone), user=user)


def test_credit_pays_its_part_and_the_rest_stays_to_be_paid() -> None:
    cart = _cart(2_000)
    order = place_now(cart, use_credit=True)
    assert (order.credit, order.total, balance_of(cart.user)) == (2_000, 3_000, 0)
    assert Payment.objects.get().amount == 3_000


def test_credit_that_pays_everything_needs_no_payment() -> None:
    cart = _cart(9_000)
    order = place_now(cart, use_credit=True)
    order.refresh_from_db()
    assert (order.credit, order.total, balance_of(cart.user)) == (5_000, 0, 4_000)
    assert (order.state, order.payment_state) == (State.CONFIRMED, PaymentState.PAID)
    assert Payment.objects.count() == 0


def test_without_the_wish_credit_stays() -> None:
    cart = _cart(2_000)
    assert place_now(cart).credit == 0
    assert balance_of(cart.user) == 2_000


def test_the_same_order_sent_twice_spends_once_and_cancelling_gives_back_once() -> None:
    cart = _cart(2_000)
    wish = make_wish(cart, use_credit=True)
    first = place_order(cart=cart, wish=wish, now=NOON)
    assert place_order(cart=cart, wish=wish, now=NOON) == first
    assert balance_of(cart.user) == 0
    cancel_order(order=first, role=Role.CUSTOMER, actor=None, now=NOON)
    assert balance_of(cart.user) == 2_000
    assert not wrong_balances().exists()


def test_credit_that_was_spent_meanwhile_places_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cart = _cart(2_000)
    wish = make_wish(cart, use_credit=True)
    monkeypatch.setattr("ordering.checkout.services.balance_of", lambda _user: 2_500)
    with pytest.raises(CreditGone):
        place_order(cart=cart, wish=wish, now=NOON)
    assert Order.objects.count() == 0
    assert CreditAccount.objects.get().balance == 2_000


def test_the_checkout_offers_it_and_the_account_shows_it(client: Client) -> None:
    cart = _cart(2_000)
    shop(client, cart)
    page = client.get(reverse("checkout")).content.decode()
    assert 'name="use_credit"' in page
    client.post(reverse("checkout"), checkout_data(cart, use_credit="yes"))
    assert Order.objects.get().credit == 2_000
    page = client.get(reverse("account_credit")).content.decode()
    assert "late meal" in page
    assert "−2\u202f000" in page


def test_whoever_has_none_is_not_asked(client: Client) -> None:
    shop(client, _cart(0))
    assert 'name="use_credit"' not in client.get(reverse("checkout")).content.decode()
