"""Web process and worker killed with SIGKILL at any step of place, pay, confirm and refund.

A few points here; `python -m benchmarks.kills` tries hundreds. After each kill the same is done
again by a new process, as customers press again and a worker is started again.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ordering.checkout.unpaid import expire_unpaid, place_loose_money
from ordering.delivery.places import Place
from ordering.orders.models import Order, OrderEvent
from ordering.orders.states import PaymentState, State
from ordering.payments.asking import poll_due
from ordering.payments.models import Payment, Status
from ordering.payments.sandbox.server import SandboxServer
from ordering.refunds.carrying import carry_out_due
from ordering.refunds.papers import issue_receipts
from ordering.testing import (
    bed_place,
    checkout_data,
    make_filled_cart,
    make_item,
    make_promotion,
    make_zone,
    open_all_day,
    shop,
)
from site_core.notifications.models import OutboxMessage

from .books import wrong_in_the_books
from .kills import Deed, End, rehearse, run

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("DUSANGIRE_KILLS", "6"))
SEED = os.environ.get("DUSANGIRE_SEED", "1")


def post(path: str, data: Mapping[str, Any], cookies: Mapping[str, str]) -> None:
    client = Client(raise_request_exception=True)
    for name, value in cookies.items():
        client.cookies[name] = value
    response = client.post(path, data)
    assert response.status_code < 500, response.status_code


def work(seconds: float) -> None:
    """One turn of the worker, so many seconds from now."""
    at = timezone.now() + dt.timedelta(seconds=seconds)
    poll_due(at)
    expire_unpaid(at)
    place_loose_money(at)
    carry_out_due(at)
    issue_receipts(at)


class Lives:
    """Meals ordered, paid and cancelled, with a process killed at each step."""

    def __init__(self, sandbox: SandboxServer) -> None:
        self.sandbox = sandbox
        self.chance = random.Random(SEED)
        zone = make_zone("wards", fee=500)
        open_all_day(zone, capacity=100_000)
        self.place: Place = bed_place(zone)
        self.dish = make_item("isombe", price=2_500, daily_portions=100_000)
        make_promotion("Lunch", percent=10, max_uses=100_000)
        self.seen: dict[str, End] = {}
        self.killed: Counter[str] = Counter()

    def _deed(self, name: str, deed: Deed) -> None:
        """Killed somewhere, then done again by another process."""
        if self.is_rehearsal:
            self.seen[name] = rehearse(deed)
            return
        known = self.seen[name]
        if self.chance.random() < 0.5:
            end = run(deed, at_step=self.chance.randint(1, known.steps))
        else:
            end = run(deed, after=self.chance.uniform(0.001, known.seconds))
        self.killed[name] += end.was_killed
        run(deed)

    def live(self, number: int) -> None:
        # The first one is cold, the second tells how long things take.
        self.is_rehearsal = number < 2
        cart = make_filled_cart(self.dish, place=self.place)
        token, client = cart.checkout_token, Client()
        shop(client, cart)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        data = checkout_data(cart, method="mtn", phone=f"0788{number:06}")
        self._deed("place", partial(post, "/checkout/", data, cookies))
        order = Order.objects.get(checkout_token=token)
        # Whatever was lost between us and the provider is asked for again.
        self._deed("confirm", partial(work, 15))
        for seconds in (30, 60, 120):
            work(seconds)
        self._check_paid(order)
        self._deed("cancel", partial(post, f"/orders/{order.code}/cancel/", {}, cookies))
        self._deed("refund", partial(work, 130))
        for seconds in (200, 400, 800):
            work(seconds)
        self._check_given_back(order)

    def _check_paid(self, order: Order) -> None:
        order.refresh_from_db()
        assert (order.state, order.payment_state) == (State.CONFIRMED, PaymentState.PAID)
        payment = Payment.objects.get(order=order)
        assert (payment.status, payment.amount) == (Status.SUCCEEDED, order.total)
        entry = self.sandbox.book.find("mtn", str(payment.reference))
        assert entry is not None
        assert int(entry.request["amount"]) == order.total
        self._check_once(order)

    def _check_given_back(self, order: Order) -> None:
        order.refresh_from_db()
        assert (order.state, order.hold) == (State.CANCELLED, Order.Hold.RETURNED)
        assert order.payment_state == PaymentState.REFUNDED
        payment = Payment.objects.get(order=order)
        (part,) = payment.refund_parts.all()
        assert (part.amount, part.state) == (payment.amount, part.State.SUCCEEDED)
        entry = self.sandbox.book.find("mtn-refund", str(part.reference))
        assert entry is not None
        assert int(entry.request["amount"]) == payment.amount
        self._check_once(order)

    def _check_once(self, order: Order) -> None:
        assert wrong_in_the_books() == []
        events = Counter(OrderEvent.objects.filter(order=order).values_list("to_state", flat=True))
        assert set(events.values()) == {1}, events
        told = Counter(
            OutboxMessage.objects.filter(unique_key__contains=order.code).values_list(
                "key", "channel"
            )
        )
        assert set(told.values()) <= {1}, told


def _asked(sandbox: SandboxServer) -> Counter[str]:
    return Counter({kind: sandbox.book.count(kind) for kind in ("mtn", "mtn-refund")})


def test_nothing_is_lost_and_nothing_happens_twice(sandbox: SandboxServer) -> None:
    lives = Lives(sandbox)
    # The provider serves the tests before this one too.
    before = _asked(sandbox)
    number = 0
    while sum(lives.killed.values()) < KILLS:
        lives.live(number)
        number += 1
        assert number < KILLS + 9, "the processes are too fast to be killed"
    assert _asked(sandbox) - before == Counter({"mtn": number, "mtn-refund": number})
    print(
        f"\n{sum(lives.killed.values())} processes killed in {number} lives of an order:",
        ", ".join(f"{name} {count}" for name, count in sorted(lives.killed.items())),
    )
