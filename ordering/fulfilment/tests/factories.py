"""Orders as far along as a board needs them."""

from __future__ import annotations

import datetime as dt

from ordering.catalogue.models import MenuItem
from ordering.delivery.places import Place
from ordering.dietary.models import Eater
from ordering.fulfilment.services import take_orders
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import NOON, make_order
from site_core.users.models import User


def order_in(
    state: State,
    *items: MenuItem,
    courier: User | None = None,
    place: Place | None = None,
    eater: Eater | None = None,
    now: dt.datetime = NOON,
) -> Order:
    """An order in one of the states of the kitchen, or on its way with a courier."""
    order = make_order(*items, place=place, eater=eater, now=now)
    for step in (State.PREPARING, State.READY):
        if order.state != state:
            order = move_order(order=order, to=step, role=Role.KITCHEN, actor=None, now=now)
    if state == State.OUT_FOR_DELIVERY:
        assert courier is not None
        take_orders(orders=[order], courier=courier, now=now)
    order.refresh_from_db()
    return order
