"""Customers change orders while the kitchen begins, others order and the desk cancels."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from django.db.models import Sum

from ordering.carts.services import add_to_cart
from ordering.catalogue.models import Category, DailyPortions, MenuItem
from ordering.changes.drafts import open_change
from ordering.changes.models import Draft, OrderChange
from ordering.changes.selectors import change_draft, view_draft
from ordering.changes.services import Agreed, change_order
from ordering.checkout.services import cancel_order
from ordering.delivery.models import Bed, SlotDay
from ordering.delivery.places import place_of_bed
from ordering.delivery.schedule import KIGALI
from ordering.delivery.seeding import seed_delivery
from ordering.fulfilment.services import cook_step
from ordering.orders.models import Order, OrderLine
from ordering.orders.states import Role, State
from ordering.testing import make_filled_cart, make_wish, place_now
from site_core.users.models import User

from .placing import act_together

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]

NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=KIGALI)
LUNCH, DINNER = "lunch-round@2026-11-20", "dinner-round@2026-11-20"


@pytest.fixture
def beds(transactional_db: None) -> list[Bed]:
    seed_delivery()
    return list(Bed.objects.select_related("room__ward__zone").order_by("pk")[:8])


def _item(code: str, daily_portions: int | None = None) -> MenuItem:
    category, _created = Category.objects.get_or_create(code="lunch", defaults={"name": "Lunch"})
    return MenuItem.objects.create(
        code=code, name=code.title(), category=category, price=2500, daily_portions=daily_portions
    )


def _orders(beds: Sequence[Bed], item: MenuItem, slots: Sequence[str]) -> list[Order]:
    return [
        place_now(
            make_filled_cart(item, place=place_of_bed(bed)),
            now=NOW,
            slot_key=slots[index % len(slots)],
        )
        for index, bed in enumerate(beds)
    ]


def _begin(order: Order, *items: MenuItem, slot_key: str = "") -> Callable[[], object]:
    """A change of an order with one more of each item, all but sent off."""
    draft = open_change(order=Order.objects.get(pk=order.pk), staff=None)
    for item in items:
        add_to_cart(cart=draft.cart, item=item, size="", options=(), quantity=1, note="", now=NOW)
    Draft.objects.filter(pk=draft.pk).update(slot_key=slot_key)
    ready = change_draft(Order.objects.get(pk=order.pk), None)
    assert ready is not None
    view = view_draft(ready, now=NOW)
    return partial(
        change_order,
        draft=ready,
        agreed=Agreed(view.digest, view.quote.total),
        role=Role.CUSTOMER,
        actor=None,
        now=NOW,
    )


def _assert_counts_are_what_live_orders_hold() -> None:
    lines = OrderLine.objects.exclude(order__hold=Order.Hold.RETURNED)
    held = lines.aggregate(sum=Sum("quantity"))["sum"]
    assert SlotDay.objects.aggregate(sum=Sum("taken"))["sum"] == held
    for row in DailyPortions.objects.all():
        of_item = lines.filter(item=row.item, order__slot_day__date=row.date)
        assert row.taken == of_item.aggregate(sum=Sum("quantity"))["sum"]


def test_of_a_cook_who_begins_and_a_customer_who_changes_one_wins(beds: list[Bed]) -> None:
    item = _item("isombe", daily_portions=100)
    cook = User.objects.create_user("cook@example.org")
    deeds: list[Callable[[], object]] = []
    for order in _orders(beds, item, [LUNCH]):
        deeds.append(_begin(order, item))
        seen = Order.objects.get(pk=order.pk)
        deeds.append(
            partial(cook_step, order=seen, to=State.PREPARING, seen_version=1, actor=cook, now=NOW)
        )

    outcomes = act_together(deeds)

    assert Counter(outcomes)["done"] == 8, outcomes
    assert set(outcomes) <= {"done", "StaleTap", "OrderChangedMeanwhile"}
    for order in Order.objects.annotate(portions=Sum("lines__quantity")):
        is_changed = order.changes.count() == 1
        assert (order.state, order.portions) == (
            (State.CONFIRMED, 2) if is_changed else (State.PREPARING, 1)
        )
    _assert_counts_are_what_live_orders_hold()


def test_orders_that_change_places_with_each_other_never_wait(beds: list[Bed]) -> None:
    """Slots in opposite directions, dishes in opposite order, while others order and cancel."""
    x, y = _item("x", daily_portions=1000), _item("y", daily_portions=1000)
    for _round in range(3):
        orders = _orders(beds, x, [LUNCH, DINNER])
        deeds: list[Callable[[], object]] = [
            _begin(order, *((x, y) if index % 2 else (y, x)), slot_key=[DINNER, LUNCH][index % 2])
            for index, order in enumerate(orders[:6])
        ]
        for order in orders[4:]:
            deeds.append(
                partial(cancel_order, order=order, role=Role.CUSTOMER, actor=None, now=NOW)
            )
        for bed in beds[:2]:
            cart = make_filled_cart(y, x, place=place_of_bed(bed))
            wish = make_wish(cart, now=NOW, slot_key=LUNCH)
            deeds.append(partial(place_now, cart, now=NOW, slot_key=wish.slot_key))

        outcomes = act_together(deeds)

        assert set(outcomes) <= {"done", "OrderChangedMeanwhile", "CannotChange"}, outcomes
        assert Counter(outcomes)["done"] >= 10
        _assert_counts_are_what_live_orders_hold()


def test_the_same_change_twenty_times_is_made_once(beds: list[Bed]) -> None:
    item = _item("isombe", daily_portions=100)
    (order,) = _orders(beds[:1], item, [LUNCH])
    deed = _begin(order, item)

    outcomes = act_together([deed] * 12)

    assert Counter(outcomes)["done"] == 1, outcomes
    assert set(outcomes) <= {"done", "OrderChangedMeanwhile", "CartChanged", "CannotChange"}
    assert OrderChange.objects.count() == 1
    assert SlotDay.objects.get().taken == 2
