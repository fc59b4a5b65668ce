"""Reading orders for the screens of their customers. Fixed numbers of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from ordering.delivery.places import PLACE_RELATIONS
from ordering.promotions.values import Customer
from site_core.users.models import User

from .models import Order, OrderDiscount, OrderEvent, OrderLine
from .states import OPEN, STEPS, State


def order_by_code(code: str) -> Order:
    """The order of a link with its lines, or Http404. Whoever has the link may see it."""
    lines = Prefetch("lines", queryset=OrderLine.objects.order_by("position"))
    discounts = Prefetch("discounts", queryset=OrderDiscount.objects.order_by("position"))
    orders = Order.objects.select_related("slot_day", "eater", *PLACE_RELATIONS).prefetch_related(
        lines, discounts
    )
    return get_object_or_404(orders, code=code)


def orders_of(user: User) -> QuerySet[Order]:
    """The orders of an account, newest first, with their lines. Two queries."""
    lines = Prefetch("lines", queryset=OrderLine.objects.order_by("position"))
    orders = Order.objects.filter(user=user).select_related("slot_day")
    return orders.prefetch_related(lines).order_by("-placed_at", "-pk")


def has_ordered(customer: Customer) -> bool:
    """Whether this account or number ordered before, unless it was cancelled. One query if known."""
    known = Q(user=customer.user_id) if customer.user_id is not None else Q()
    if customer.phone:
        known |= Q(phone=customer.phone)
    return bool(known) and Order.objects.filter(known).exclude(state=State.CANCELLED).exists()


def is_first_order(customer: Customer) -> bool:
    """Nobody who is not known yet is refused: the number is asked with the order."""
    return not has_ordered(customer)


def open_orders_of(user: User) -> QuerySet[Order]:
    """What is still on its way to somebody."""
    return orders_of(user).filter(state__in=OPEN)


def past_orders_of(user: User) -> QuerySet[Order]:
    return orders_of(user).exclude(state__in=OPEN)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps that a customer sees."""

    state: State
    label: str
    event: OrderEvent | None
    is_done: bool
    is_current: bool


def timeline(order: Order) -> Sequence[Step]:
    """The five steps, each with the event that reached it last; none where nothing is carried.

    One query.
    """
    if order.kind == Order.Kind.PLAN or not (order.is_open or order.state == State.DELIVERED):
        return []
    reached = {event.to_state: event for event in order.events.order_by("at", "pk")}
    current = State(order.state)
    position = STEPS.index(current) if current in STEPS else -1
    return [
        Step(
            state=step,
            label=str(step.label),
            event=reached.get(step) if index <= position else None,
            is_done=index < position or (index == position and step == State.DELIVERED),
            is_current=index == position,
        )
        for index, step in enumerate(STEPS)
    ]


def last_reason(order: Order) -> str:
    """Why the order was cancelled or failed, as told to the customer."""
    event = order.events.filter(to_state=order.state).order_by("-at", "-pk").first()
    return event.reason if event else ""
