"""A callback, two workers that ask, a member of staff and the end of the wait, all at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial

import pytest

from ordering.checkout.unpaid import expire_unpaid, place_loose_money
from ordering.delivery.models import SlotDay
from ordering.orders.models import Order, OrderEvent
from ordering.orders.states import State
from ordering.payments.asking import poll_due
from ordering.payments.models import Method, Payment, PaymentEvent, Status
from ordering.payments.sandbox.server import SandboxServer
from ordering.payments.services import settle, take_hint
from ordering.testing import (
    NOON,
    bed_place,
    make_filled_cart,
    make_item,
    make_zone,
    open_all_day,
    place_now,
)

from .placing import act_together

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]


def test_one_phone_holds_three_unpaid_orders_however_many_are_placed_at_once(
    sandbox: SandboxServer,
) -> None:
    zone = make_zone("wards")
    open_all_day(zone)
    dish = make_item(price=2_500)
    deeds = []
    for number in range(8):
        cart = make_filled_cart(dish, place=bed_place(zone, label=str(number)))
        payer = f"+25078000045{number}"
        deeds.append(partial(place_now, cart, payment_method=Method.MTN, payer_phone=payer))

    outcomes = act_together(deeds)

    assert Counter(outcomes) == {"done": 3, "TooManyUnpaid": 5}
    places = Order.objects.filter(state=State.PENDING).values_list("unpaid_place", flat=True)
    assert sorted(places) == [1, 2, 3]
    assert (SlotDay.objects.get().taken, Payment.objects.count()) == (3, 3)


def test_one_transition_whoever_hears_it_first(sandbox: SandboxServer) -> None:
    zone = make_zone("wards")
    open_all_day(zone)
    dish = make_item(price=2_500)
    for number in range(3):
        cart = make_filled_cart(dish, place=bed_place(zone, label=str(number)))
        phone = f"+25078000010{number}"
        place_now(cart, payment_method=Method.MTN, payer_phone=phone)
    Order.objects.update(phone="+250788000000")
    over = NOON + dt.timedelta(minutes=15)
    deeds = [partial(poll_due, over), partial(poll_due, over), partial(expire_unpaid, over)]
    for payment in Payment.objects.all():
        deeds.append(partial(settle, payment=payment, actor=None, now=over))
        deeds.append(partial(take_hint, method=Method.MTN, reference=payment.reference, now=over))

    outcomes = act_together(deeds)
    for later in range(1, 4):
        poll_due(over + dt.timedelta(seconds=later * 10))
        place_loose_money(over)

    assert set(outcomes) == {"done"}
    # Paid in time or revived: cooked once, recorded once, taken once.
    assert set(Order.objects.values_list("state", flat=True)) == {State.CONFIRMED}
    assert PaymentEvent.objects.filter(status=Status.SUCCEEDED).count() == 3
    assert OrderEvent.objects.filter(to_state=State.CONFIRMED).count() == 3
    assert SlotDay.objects.get().taken == 3
