"""Points in an account, and orders that were delivered and paid."""

from __future__ import annotations

import datetime as dt
import itertools

from ordering.carts.coupons import add_coupon
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Zone
from ordering.loyalty.ledger import Kind, account_of, post
from ordering.loyalty.models import OrderPoints, PointsAccount
from ordering.loyalty.rules import rules_at
from ordering.loyalty.services import settle_order
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.refunds.tests.factories import pay
from ordering.testing import (
    NOON,
    bed_place,
    make_filled_cart,
    make_item,
    make_zone,
    open_all_day,
    place_now,
)
from site_core.users.models import User

_keys = itertools.count(1)


def give(user: User, points: int, *, now: dt.datetime = NOON) -> None:
    post(
        account_id=account_of(user).pk,
        kind=Kind.ADJUST,
        points=points,
        unique_key=f"gift:{next(_keys)}",
        rules=rules_at(now),
        now=now,
        reason="a gift",
    )


def order_of(
    user: User,
    price: int = 2_500,
    *,
    now: dt.datetime = NOON,
    use_points: bool = False,
    use_credit: bool = False,
    item: MenuItem | None = None,
    coupon: str = "",
) -> Order:
    """Placed to a bed, for one dish of that price, or for `item`."""
    zone = Zone.objects.filter(code="wards").first() or make_zone("wards")
    if not zone.slots.exists():
        open_all_day(zone)
    place = bed_place(zone, label=str(next(_keys)))
    cart = make_filled_cart(item or make_item(price=price), place=place, user=user)
    if coupon:
        add_coupon(cart=cart, text=coupon, address="1", now=now)
    return place_now(cart, now=now, use_points=use_points, use_credit=use_credit)


def deliver(order: Order, *, now: dt.datetime = NOON, is_paid: bool = True) -> Order:
    """Handed over and paid; its points are posted."""
    if is_paid and order.total:
        pay(order)
    Order.objects.filter(pk=order.pk).update(state=State.DELIVERED, state_changed_at=now)
    settle_order(order=order, now=now)
    order.refresh_from_db()
    return order


def account(user: User) -> PointsAccount:
    return PointsAccount.objects.get(user=user)


def row(order: Order) -> OrderPoints:
    return OrderPoints.objects.get(order=order)
