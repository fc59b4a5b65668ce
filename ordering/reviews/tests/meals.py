"""Meals that were handed over, and what was said of them, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ordering.orders.models import Order, OrderLine
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.reviews.models import Review
from ordering.testing import NOON, make_order


def make_review(line: OrderLine, *, stars: int = 4, words: str = "Tasty.", **fields: Any) -> Review:
    values: dict[str, Any] = {"shown_name": "Aline", "written_at": NOON, **fields}
    return Review.objects.create(
        line=line, item=line.item, dish_name=line.name, stars=stars, words=words, **values
    )


def delivered_order(*items: Any, now: dt.datetime = NOON, **fields: Any) -> Order:
    """An order that reached its guest at `now`."""
    order = make_order(*items, now=now - dt.timedelta(minutes=40), **fields)
    for step, role in (
        (State.PREPARING, Role.KITCHEN),
        (State.READY, Role.KITCHEN),
        (State.OUT_FOR_DELIVERY, Role.DELIVERY),
        (State.DELIVERED, Role.DELIVERY),
    ):
        order = move_order(order=order, to=step, role=role, actor=None, now=now)
    return order
