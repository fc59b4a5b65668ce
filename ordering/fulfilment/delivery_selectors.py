"""What a courier sees: what can be taken, and their own run. No dish, no allergy, no other's run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from ordering.delivery.schedule import at, today
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, State
from site_core.users.models import User

from . import places
from .services import cash_due
from .timing import Clock, clock_until, hour, minutes_between

# Nobody carries more; the rest is counted and moves up.
STOPS_SHOWN = 120
# Whoever may change orders for customers also sees every courier's run.
SEES_ALL_RUNS = "orders.support_order"


@dataclass(frozen=True, slots=True)
class Stop:
    """One order on the way. `phone` and `note` are empty until the courier carries it."""

    code: str
    number: int
    state: str
    place: str
    place_detail: str
    directions: str
    name: str
    eater_name: str
    phone: str
    note: str
    portions: int
    cash: int
    clock: Clock
    promised: str
    waiting_minutes: int
    courier_name: str


@dataclass(frozen=True, slots=True)
class Run:
    """Stops of one ward, or of one zone outside the wards, in the order of a walk."""

    key: str
    title: str
    stops: tuple[Stop, ...]

    @property
    def cash(self) -> int:
        return sum(stop.cash for stop in self.stops)

    @property
    def portions(self) -> int:
        return sum(stop.portions for stop in self.stops)


@dataclass(frozen=True, slots=True)
class DeliveryBoard:
    ready: Sequence[Run]
    mine: Sequence[Run]
    others: Sequence[Run]
    failed: Sequence[Stop]
    cooking: int
    hidden: int

    @property
    def ready_count(self) -> int:
        return sum(len(run.stops) for run in self.ready) + self.hidden

    @property
    def mine_count(self) -> int:
        return sum(len(run.stops) for run in self.mine)

    @property
    def mine_cash(self) -> int:
        return sum(run.cash for run in self.mine)


def visible_orders(user: User) -> QuerySet[Order]:
    """What this person may open: what they carry or failed to hand over; all of it for a manager."""
    carried = Order.objects.filter(
        state__in=[State.OUT_FOR_DELIVERY, State.DELIVERED, State.FAILED, State.READY]
    )
    if user.has_perm(SEES_ALL_RUNS):
        return carried
    return carried.filter(Q(courier=user) | Q(state=State.READY))


def order_on_run(user: User, code: str) -> Order:
    """One order by its code, or Http404 for a code of somebody else's run. One query."""
    return get_object_or_404(_with_place(visible_orders(user)), code=code)


def orders_to_take(codes: Sequence[str]) -> list[Order]:
    return list(_with_place(Order.objects.filter(code__in=codes)).order_by("promised_until", "pk"))


def delivery_version(*, user: User, now: dt.datetime) -> str:
    """Changes whenever the board would look different; the minute is part of it. One query."""
    found = Order.objects.filter(
        state__in=[State.PREPARING, State.READY, State.OUT_FOR_DELIVERY]
    ).aggregate(
        Max("state_changed_at"),
        Sum("version"),
        Count("pk"),
        paid=Count("pk", filter=Q(payment_state=PaymentState.PAID)),
    )
    parts = [user.pk, get_language(), *found.values(), now.replace(second=0, microsecond=0)]
    return "|".join(
        part.isoformat() if isinstance(part, dt.datetime) else str(part) for part in parts
    )


def delivery_board(*, user: User, now: dt.datetime) -> DeliveryBoard:
    """A fixed number of queries, and of stops."""
    counts = Order.objects.aggregate(
        cooking=Count("pk", filter=Q(state=State.PREPARING)),
        ready=Count("pk", filter=Q(state=State.READY)),
    )
    ready = _bounded(Order.objects.filter(state=State.READY))
    out = _bounded(Order.objects.filter(state=State.OUT_FOR_DELIVERY).filter(_own_or_all(user)))
    midnight = at(today(now), dt.time(0))
    failed = _bounded(
        Order.objects.filter(
            state=State.FAILED, promised_until__gte=midnight - dt.timedelta(days=1)
        )
        .filter(state_changed_at__gte=midnight)
        .filter(_own_or_all(user))
    )
    return DeliveryBoard(
        ready=_runs(ready, now=now, is_private=True),
        mine=_runs([order for order in out if order.courier_id == user.pk], now=now),
        others=_runs_by_courier([order for order in out if order.courier_id != user.pk], now),
        failed=[_stop(order, now) for order in failed],
        cooking=counts["cooking"],
        hidden=counts["ready"] - len(ready),
    )


def own_runs(*, user: User, now: dt.datetime) -> Sequence[Run]:
    """What this courier carries, for the printed sheet. One query."""
    orders = Order.objects.filter(state=State.OUT_FOR_DELIVERY, courier=user)
    return _runs(_bounded(orders), now=now)


def stop_of(order: Order, now: dt.datetime) -> Stop:
    """One order for the hand-over screen; one query for the number of dishes."""
    portions = order.lines.aggregate(portions=Sum("quantity"))["portions"]
    return _stop(order, now, portions=portions or 0)


def _own_or_all(user: User) -> Q:
    return Q() if user.has_perm(SEES_ALL_RUNS) else Q(courier=user)


def _with_place(orders: QuerySet[Order]) -> QuerySet[Order]:
    with_relations = orders.select_related("courier", "slot_day__slot", *places.PLACE_RELATIONS)
    return with_relations.prefetch_related("payments")


def _bounded(orders: QuerySet[Order]) -> list[Order]:
    counted = _with_place(orders).annotate(portions=Sum("lines__quantity"))
    return list(counted.order_by("promised_until", "pk")[:STOPS_SHOWN])


def _runs(orders: Iterable[Order], *, now: dt.datetime, is_private: bool = False) -> list[Run]:
    found: dict[str, list[Stop]] = {}
    for order in sorted(orders, key=places.walk_key):
        stop = _stop(order, now, is_private=is_private)
        found.setdefault(places.run_title(order), []).append(stop)
    return [
        Run(key=f"run-{stops[0].number}", title=title, stops=tuple(stops))
        for title, stops in found.items()
    ]


def _runs_by_courier(orders: Iterable[Order], now: dt.datetime) -> list[Run]:
    found: dict[str, list[Stop]] = {}
    for order in sorted(orders, key=places.walk_key):
        stop = _stop(order, now)
        found.setdefault(stop.courier_name, []).append(stop)
    return [Run(f"courier-{stops[0].number}", name, tuple(stops)) for name, stops in found.items()]


def _stop(
    order: Order, now: dt.datetime, *, portions: int | None = None, is_private: bool = False
) -> Stop:
    """A person who has not taken an order yet does not learn whose phone it is."""
    return Stop(
        code=order.code,
        number=order.number,
        state=order.state,
        place=places.title(order),
        place_detail=places.detail(order),
        directions=order.directions,
        name=order.customer_name,
        eater_name=order.eater_name,
        phone="" if is_private else order.phone,
        note="" if is_private else order.note,
        portions=getattr(order, "portions", 0) if portions is None else portions,
        cash=cash_due(order),
        clock=clock_until(order.promised_until, now),
        promised=hour(order.promised_until),
        waiting_minutes=minutes_between(order.state_changed_at, now),
        courier_name=str(order.courier) if order.courier else "",
    )
