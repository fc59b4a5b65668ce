"""Many buyers at the same moment, with real threads and processes, on SQLite and PostgreSQL."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from django.db import connection
from django.db.models import Sum

from ordering.carts.models import Cart
from ordering.carts.selectors import find_cart, view_cart
from ordering.carts.services import add_to_cart, deliver_to, make_cart
from ordering.catalogue.models import Category, DailyPortions, MenuItem
from ordering.checkout.services import cancel_order
from ordering.delivery.models import Bed, SlotDay
from ordering.delivery.places import place_of_bed
from ordering.delivery.schedule import KIGALI
from ordering.delivery.seeding import seed_delivery
from ordering.fulfilment.services import hand_over
from ordering.orders.models import Order, OrderEvent, OrderLine
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.payments.models import Payment
from site_core.notifications.models import OutboxMessage
from site_core.users.models import User

from .placing import Buyer, act_together, buy_together

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]

NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=KIGALI)
LUNCH = "lunch-round@2026-11-20"
BUYERS = 20


@pytest.fixture
def beds(transactional_db: None) -> list[Bed]:
    seed_delivery()
    return list(Bed.objects.select_related("room__ward__zone").order_by("pk"))


def _item(code: str, daily_portions: int | None = None) -> MenuItem:
    category, _created = Category.objects.get_or_create(code="lunch", defaults={"name": "Lunch"})
    return MenuItem.objects.create(
        code=code, name=code.title(), category=category, price=2500, daily_portions=daily_portions
    )


def _cart(bed: Bed, items: Sequence[MenuItem]) -> Cart:
    cart = make_cart(user=None)
    place = place_of_bed(bed)
    assert place is not None
    deliver_to(cart=cart, place=place)
    for item in items:
        add_to_cart(cart=cart, item=item, size="", options=(), quantity=1, note="", now=NOW)
    return cart


def _buyer(cart: Cart) -> Buyer:
    found = find_cart(user_id=None, code=cart.code)
    assert found is not None
    view = view_cart(found, now=NOW)
    return Buyer(
        cart_code=cart.code,
        token=str(found.checkout_token),
        digest=view.digest,
        expected_total=view.quote.total,
        slot_key=LUNCH,
        now=NOW.isoformat(),
    )


def _in_processes(groups: Sequence[Sequence[Buyer]]) -> list[str]:
    """Each group of buyers in a process of its own, all on the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        url = (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}"
            f":{database['PORT']}/{database['NAME']}"
        )
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.placing"],
            env={**os.environ, "DATABASE_URL": url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _group in groups
    ]
    outcomes: list[str] = []
    for process, group in zip(running, groups, strict=True):
        assert process.stdin is not None
        process.stdin.write(json.dumps([dataclasses.asdict(buyer) for buyer in group]))
        process.stdin.close()
        process.stdin = None
    for process in running:
        out, _err = process.communicate(timeout=120)
        assert process.returncode == 0
        outcomes += json.loads(out)
    return outcomes


def _assert_one_order_and_nineteen_refusals(outcomes: Sequence[str]) -> None:
    refusals = Counter(outcome for outcome in outcomes if outcome == "SoldOut")
    assert refusals == {"SoldOut": BUYERS - 1}, outcomes
    order = Order.objects.get()
    assert order.code in outcomes
    assert OrderLine.objects.count() == 1
    assert OrderEvent.objects.count() == 1
    assert Payment.objects.count() == 1
    assert OutboxMessage.objects.count() == 1
    assert DailyPortions.objects.get().taken == 1
    assert SlotDay.objects.get().taken == 1
    # A refused cart keeps what was in it.
    assert Cart.objects.filter(lines__isnull=False).distinct().count() == BUYERS - 1


def test_twenty_buyers_of_the_last_portion_make_one_order(beds: list[Bed]) -> None:
    last = _item("brochette", daily_portions=1)
    buyers = [_buyer(_cart(bed, [last])) for bed in beds[:BUYERS]]

    outcomes = buy_together(buyers)

    _assert_one_order_and_nineteen_refusals(outcomes)


def test_twenty_buyers_in_four_processes_make_one_order(beds: list[Bed]) -> None:
    last = _item("brochette", daily_portions=1)
    buyers = [_buyer(_cart(bed, [last])) for bed in beds[:BUYERS]]

    outcomes = _in_processes([buyers[start::4] for start in range(4)])

    _assert_one_order_and_nineteen_refusals(outcomes)


def test_the_same_token_twenty_times_makes_one_order(beds: list[Bed]) -> None:
    cart = _cart(beds[0], [_item("isombe", daily_portions=50)])
    buyer = _buyer(cart)

    outcomes = buy_together([buyer] * BUYERS)

    order = Order.objects.get()
    assert set(outcomes) == {order.code}
    assert order.lines.count() == 1
    assert OrderEvent.objects.count() == 1
    assert Payment.objects.count() == 1
    assert OutboxMessage.objects.count() == 1
    assert DailyPortions.objects.get().taken == 1
    assert SlotDay.objects.get().taken == 1


def test_carts_that_share_dishes_in_opposite_order_never_wait_for_each_other(
    beds: list[Bed],
) -> None:
    x, y = _item("x", daily_portions=1000), _item("y", daily_portions=1000)
    placed = 0
    for _round in range(6):
        carts = [_cart(bed, [x, y] if index % 2 else [y, x]) for index, bed in enumerate(beds[:8])]
        outcomes = buy_together([_buyer(cart) for cart in carts])
        assert all(len(outcome) == 20 for outcome in outcomes), outcomes
        placed += len(outcomes)

    assert Order.objects.count() == placed == 48
    assert list(DailyPortions.objects.order_by("pk").values_list("taken", flat=True)) == [48, 48]
    assert SlotDay.objects.aggregate(taken=Sum("taken"))["taken"] == 96


def test_the_last_places_of_a_slot_are_never_sold_twice(beds: list[Bed]) -> None:
    item = _item("igitoki")
    SlotDay.objects.all().delete()
    first = _cart(beds[-1], [item])
    buy_together([_buyer(first)])
    SlotDay.objects.update(capacity=4)

    outcomes = buy_together([_buyer(_cart(bed, [item])) for bed in beds[:BUYERS]])

    assert Counter(outcome for outcome in outcomes if outcome == "SlotFull") == {"SlotFull": 17}
    assert Order.objects.count() == 4
    assert SlotDay.objects.get().taken == 4


def test_the_order_desk_and_a_courier_never_wait_for_each_other(beds: list[Bed]) -> None:
    """Both lock the payment and then the order: one of them wins, and no money is left between."""
    buy_together([_buyer(_cart(bed, [_item(f"dish-{bed.pk}")])) for bed in beds[:8]])
    on_the_road = [State.PREPARING, State.READY, State.OUT_FOR_DELIVERY]
    for order in Order.objects.all():
        for state, role in zip(
            on_the_road, (Role.KITCHEN, Role.KITCHEN, Role.DELIVERY), strict=True
        ):
            move_order(order=order, to=state, role=role, actor=None, now=NOW)
    courier = User.objects.create_user("courier@example.org")

    deeds: list[Callable[[], object]] = []
    for order in Order.objects.all():
        for_the_desk = Order.objects.get(pk=order.pk)
        deeds.append(partial(hand_over, order=order, cash=2500, actor=courier, now=NOW))
        deeds.append(
            partial(
                cancel_order,
                order=for_the_desk,
                role=Role.SUPPORT,
                actor=None,
                now=NOW,
                reason="The patient went home.",
            )
        )

    outcomes = act_together(deeds)

    assert Counter(outcomes) == {"done": 8, "OrderChangedMeanwhile": 8}
    ends = Order.objects.values_list("state", "payments__status")
    assert set(ends) <= {("delivered", "succeeded"), ("cancelled", "failed")}
    assert len(ends) == 8
