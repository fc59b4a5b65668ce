"""What the customer reads about the state of an order: one sentence, and what comes next. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordering.delivery.schedule import today
from ordering.delivery.words import clock, day_words, span

from .models import Order
from .states import State

SENTENCES: dict[str, tuple[LazyText | str, LazyText | str]] = {
    State.PENDING: (
        gettext_lazy("We are waiting for your payment."),
        gettext_lazy("As soon as it arrives, our kitchen begins."),
    ),
    State.CONFIRMED: (
        gettext_lazy("We have your order."),
        gettext_lazy("Our kitchen begins in time for your meal to be fresh."),
    ),
    State.PREPARING: (
        gettext_lazy("Your meal is being cooked."),
        gettext_lazy("It is made fresh for you."),
    ),
    State.READY: (
        gettext_lazy("Your meal is ready."),
        gettext_lazy("It leaves the kitchen with the next courier."),
    ),
    State.OUT_FOR_DELIVERY: (
        gettext_lazy("Your meal is on its way to you."),
        gettext_lazy("Our courier asks for you by name."),
    ),
    State.DELIVERED: (
        gettext_lazy("Enjoy your meal."),
        gettext_lazy("Thank you for sharing our table."),
    ),
    State.CANCELLED: (
        gettext_lazy("This order is cancelled."),
        gettext_lazy("Nothing will be brought."),
    ),
    State.FAILED: (
        gettext_lazy("We could not hand over your meal."),
        gettext_lazy("Please get in touch, and we will find a way."),
    ),
}

# A plan is no meal: it is paid once, and its meals have orders of their own.
OF_A_PLAN: dict[str, tuple[LazyText | str, LazyText | str]] = {
    State.PENDING: (
        gettext_lazy("We are waiting for your payment."),
        gettext_lazy("Your plan begins as soon as it arrives."),
    ),
    State.DELIVERED: (
        gettext_lazy("Your plan is paid."),
        gettext_lazy("Your meals stand in your account, where you can change them."),
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands, in words. `when` is empty once there is nothing left to wait for."""

    sentence: str
    next: str
    when: str


def standing_of(order: Order, now: dt.datetime) -> Standing:
    is_plan = order.kind == Order.Kind.PLAN
    sentence, coming = (OF_A_PLAN if is_plan else {}).get(order.state, SENTENCES[order.state])
    return Standing(
        sentence=str(sentence),
        next=str(coming),
        when=promise_words(order, now) if order.is_open and not is_plan else "",
    )


def promise_words(order: Order, now: dt.datetime) -> str:
    """ "Today, by 12:30" for as soon as possible, "Tomorrow, 12:00–13:30" for a chosen time."""
    day = day_words(order.slot_day.date, now)
    if order.is_asap:
        return _("%(day)s, by %(time)s") % {"day": day, "time": clock(order.promised_until)}
    return f"{day}, {span(order.promised_from, order.promised_until)}"


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order in a list: how it stands, what is in it, and when it was placed."""

    order: Order
    standing: Standing
    dishes: str
    placed: str


def order_cards(orders: Iterable[Order], now: dt.datetime) -> list[OrderCard]:
    """Needs lines and slot_day."""
    return [
        OrderCard(
            order,
            standing_of(order, now),
            ", ".join(f"{line.quantity} × {line.shown_name}" for line in order.lines.all()),
            f"{day_words(today(order.placed_at), now)}, {clock(order.placed_at)}",
        )
        for order in orders
    ]
