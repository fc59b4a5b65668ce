"""Discounts on their way from the cart to the order, and what becomes of them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Sum

from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.checkout.services import DiscountGone, PriceRose, cancel_order, place_order
from ordering.delivery.schedule import KIGALI
from ordering.orders.models import Order, OrderDiscount
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.promotions.models import Kind, Promotion, PromotionUse
from ordering.testing import (
    NOON,
    bed_place,
    make_filled_cart,
    make_item,
    make_promotion,
    make_wish,
    make_zone,
    open_all_day,
    place_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    """One dish of 5000 RWF, to a bed for which delivery costs 1000."""
    zone = make_zone(fee=1_000)
    open_all_day(zone)
    return make_filled_cart(make_item(price=5_000), place=bed_place(zone))


def with_coupon(cart: Cart, **fields: object) -> Promotion:
    coupon = make_promotion("Welcome", code="WELCOME10", **fields)
    cart.coupon = coupon
    cart.save(update_fields=["coupon"])
    return coupon


def states() -> list[str]:
    return list(PromotionUse.objects.order_by("pk").values_list("state", flat=True))


def test_an_order_keeps_copies_of_its_discounts_that_add_up(cart: Cart) -> None:
    make_promotion("Lunch week", name_fr="Semaine du déjeuner", percent=10)
    make_promotion("We bring it", kind=Kind.FREE_DELIVERY, is_stackable=True)
    order = place_now(cart)
    assert (order.subtotal, order.discount, order.fee, order.total) == (5_000, 500, 0, 4_500)
    assert list(order.discounts.order_by("position").values_list("reason", "target", "amount")) == [
        ("Lunch week", "food", 500),
        ("We bring it", "delivery", 1_000),
    ]
    off_food = order.discounts.filter(target="food").aggregate(Sum("amount"))["amount__sum"]
    assert off_food == order.discount == order.lines.get().discount
    Promotion.objects.update(name="Another name")
    assert order.discounts.first().reason == "Lunch week"  # type: ignore[union-attr]


def test_a_coupon_is_used_with_the_order_and_leaves_the_cart(cart: Cart) -> None:
    with_coupon(cart, max_uses=1)
    order = place_now(cart)
    cart.refresh_from_db()
    assert cart.coupon is None
    assert order.discounts.get().coupon == "WELCOME10"
    assert states() == ["reserved"]


def test_a_coupon_that_was_not_needed_stays_for_the_next_order(cart: Cart) -> None:
    coupon = with_coupon(cart, percent=5)
    make_promotion(percent=20)
    order = place_now(cart)
    cart.refresh_from_db()
    assert order.discount == 1_000
    assert cart.coupon == coupon


def test_cancelling_gives_the_use_back_once(cart: Cart) -> None:
    with_coupon(cart, max_uses=1)
    order = place_now(cart)
    cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    assert states() == ["released"]


def test_handing_over_keeps_the_use(cart: Cart) -> None:
    with_coupon(cart)
    order = place_now(cart)
    for state, role in (
        (State.PREPARING, Role.KITCHEN),
        (State.READY, Role.KITCHEN),
        (State.OUT_FOR_DELIVERY, Role.DELIVERY),
        (State.DELIVERED, Role.DELIVERY),
    ):
        order = move_order(order=order, to=state, role=role, actor=None, now=NOON)
    assert states() == ["kept"]


def test_a_discount_that_vanished_asks_again_and_writes_nothing(cart: Cart) -> None:
    offer = make_promotion()
    wish = make_wish(cart)
    Promotion.objects.filter(pk=offer.pk).update(is_active=False)
    with pytest.raises(PriceRose, match=r"5\u202f500.*6\u202f000"):
        place_order(cart=cart, wish=wish, now=NOON)
    assert not Order.objects.exists()
    assert not PromotionUse.objects.exists()


def test_a_discount_that_came_is_applied_without_asking(cart: Cart) -> None:
    wish = make_wish(cart)
    make_promotion()
    assert place_order(cart=cart, wish=wish, now=NOON).total == 5_500


def test_the_last_use_taken_while_placing_asks_again(
    cart: Cart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two buyers saw the last use; the other one wins between our look and our write."""
    offer = make_promotion(max_uses=1)
    other = make_filled_cart(make_item(), place=view_cart(cart, now=NOON).place)
    wish = make_wish(cart)
    ours = view_cart(cart, now=NOON)
    place_now(other)
    monkeypatch.setattr("ordering.checkout.services.view_cart", lambda *args, **kwargs: ours)
    with pytest.raises(DiscountGone, match="has just been used up"):
        place_order(cart=cart, wish=wish, now=NOON)
    assert Order.objects.count() == 1
    assert offer.uses.count() == 1


def test_the_phone_that_is_typed_counts_against_the_limit_of_a_customer(cart: Cart) -> None:
    make_promotion(max_uses_per_customer=1)
    place_now(cart)
    again = make_filled_cart(make_item(price=5_000), place=view_cart(cart, now=NOON).place)
    assert view_cart(again, now=NOON).quote.discount == 500
    with pytest.raises(PriceRose):
        place_now(again)
    assert OrderDiscount.objects.count() == 1


def test_an_offer_for_a_way_to_pay_holds_only_for_that_way(cart: Cart) -> None:
    make_promotion(methods=["cash"])
    assert view_cart(cart, now=NOON).quote.discount == 0
    assert view_cart(cart, now=NOON).bill.paid_by("cash").quote.discount == 500
    assert place_now(cart).discount == 500


def test_until_the_31st_works_all_of_that_day(cart: Cart) -> None:
    make_promotion(ends_on=dt.date(2027, 1, 31))
    last_second = dt.datetime(2027, 1, 31, 23, 59, 59, tzinfo=KIGALI)
    assert view_cart(cart, now=last_second).quote.discount == 500
    midnight = last_second + dt.timedelta(seconds=1)
    assert view_cart(cart, now=midnight).quote.discount == 0
