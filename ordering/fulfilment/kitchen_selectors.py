"""What the kitchen board shows, in a fixed and bounded number of queries and cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch, Q, QuerySet, Sum, prefetch_related_objects
from django.utils.translation import get_language

from ordering.catalogue.models import MenuItem
from ordering.delivery.schedule import at, today
from ordering.orders.models import Order, OrderEvent, OrderLine
from ordering.orders.states import Role, State
from site_core.users.models import User

from .cards import Card, card_of
from .places import PLACE_RELATIONS
from .steps import BACK, CANCELLED_WINDOW, COLUMN_WORDS, COLUMNS, UNDO_WINDOW
from .timing import DUE_AT, slot_title
from .totals import SlotTotal, totals_to_cook

# Nobody cooks more at a time; the rest is counted, and moves up as cards leave.
CARDS_PER_COLUMN = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one slot of a day, or all that go out as soon as possible."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Column:
    state: State
    groups: tuple[Group, ...]
    count: int

    @property
    def title(self) -> str:
        return str(COLUMN_WORDS[self.state])

    @property
    def hidden(self) -> int:
        return self.count - sum(len(group.cards) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Undo:
    """The last step of this person, while it can still be taken back."""

    order: Order
    done: State
    back: State

    @property
    def words(self) -> str:
        return str(COLUMN_WORDS[self.done])


@dataclass(frozen=True, slots=True)
class KitchenBoard:
    columns: tuple[Column, ...]
    totals: Sequence[SlotTotal]
    undo: Undo | None
    cancelled: Sequence[Order]
    is_later: bool
    # How many orders the other view holds: later ones, or those of today.
    elsewhere: int


def board_orders() -> QuerySet[Order]:
    return Order.objects.filter(state__in=COLUMNS)


def kitchen_version(*, user: User, is_later: bool, now: dt.datetime) -> str:
    """Changes whenever the board would look different; two cheap queries.

    The minute is part of it, because every card counts minutes: a quiet board is drawn once a
    minute and answered with 304 the rest of the time.
    """
    orders = board_orders().aggregate(Max("state_changed_at"), Sum("version"), Count("pk"))
    recipes = MenuItem.objects.aggregate(Max("updated_at"))
    parts = (*orders.values(), *recipes.values(), now.replace(second=0, microsecond=0))
    words = [part.isoformat() if isinstance(part, dt.datetime) else str(part) for part in parts]
    return "|".join([str(user.pk), str(get_language()), str(is_later), *words])


def kitchen_board(*, user: User, is_later: bool, now: dt.datetime) -> KitchenBoard:
    """Open orders until midnight with what is overdue, or all that come after midnight."""
    midnight = at(today(now) + dt.timedelta(days=1), dt.time(0))
    until_midnight = Q(promised_from__lt=midnight)
    window = ~until_midnight if is_later else until_midnight
    counts = board_orders().aggregate(
        elsewhere=Count("pk", filter=~window),
        **{state: Count("pk", filter=window & Q(state=state)) for state in COLUMNS},
    )
    found = {state: list(_cards_query(window, state)) for state in COLUMNS}
    shown = [order for orders in found.values() for order in orders]
    lines = OrderLine.objects.select_related("item", "overridden_by").order_by("position")
    prefetch_related_objects(shown, Prefetch("lines", queryset=lines))
    return KitchenBoard(
        columns=tuple(
            Column(state, tuple(_groups(found[state], now)), counts[state]) for state in COLUMNS
        ),
        totals=totals_to_cook(window, now=now),
        undo=_undo(shown, user, now),
        cancelled=_cancelled(now),
        is_later=is_later,
        elsewhere=counts["elsewhere"],
    )


def _cards_query(window: Q, state: State) -> QuerySet[Order]:
    return (
        Order.objects.filter(window, state=state)
        .select_related("eater", "slot_day__slot", *PLACE_RELATIONS)
        .order_by(DUE_AT, "pk")[:CARDS_PER_COLUMN]
    )


def _groups(orders: Iterable[Order], now: dt.datetime) -> list[Group]:
    """By slot, in the order in which the first of each is due."""
    cards: dict[str, list[Card]] = {}
    titles: dict[str, str] = {}
    for order in orders:
        key = "asap" if order.is_asap else f"slot-{order.slot_day_id}"
        titles.setdefault(key, slot_title(order.slot_day, is_asap=order.is_asap, now=now))
        cards.setdefault(key, []).append(card_of(order, now=now))
    return [Group(key, titles[key], tuple(found)) for key, found in cards.items()]


def _undo(shown: Sequence[Order], user: User, now: dt.datetime) -> Undo | None:
    """One query at most, over the few orders that moved just now."""
    since = now - UNDO_WINDOW
    recent = {
        order.pk: order
        for order in shown
        if order.state in BACK and order.state_changed_at >= since
    }
    events = OrderEvent.objects.filter(
        order__in=recent, actor=user, role=Role.KITCHEN, at__gte=since
    )
    for event in events.order_by("-at", "-pk")[:20]:
        order = recent[event.order_id]
        back = BACK[order.state]
        if (event.from_state, event.to_state) == (back, order.state):
            return Undo(order, State(order.state), back)
    return None


def _cancelled(now: dt.datetime) -> Sequence[Order]:
    """Cancelled while the kitchen had them: somebody may still be at it. Nothing follows on that
    state, so each has one such event."""
    return list(
        Order.objects.filter(
            state=State.CANCELLED,
            promised_until__gte=now - dt.timedelta(hours=12),
            state_changed_at__gte=now - CANCELLED_WINDOW,
            events__to_state=State.CANCELLED,
            events__from_state__in=[State.PREPARING, State.READY],
        )
        .prefetch_related(Prefetch("lines", queryset=OrderLine.objects.order_by("position")))
        .order_by("-state_changed_at", "-pk")[:10]
    )
