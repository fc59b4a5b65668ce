"""The tables of docs/payments.md, row by row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings

from ordering.catalogue.models import DailyPortions
from ordering.checkout.paying import pay
from ordering.checkout.services import cancel_order
from ordering.checkout.unpaid import expire_unpaid, place_loose_money
from ordering.orders.models import Order
from ordering.orders.states import Role
from ordering.payments.asking import poll_due, request_payment
from ordering.payments.gateways import get_gateway, wire
from ordering.payments.models import Method, Payment, PaymentMethod, Status
from ordering.payments.problems import Problem
from ordering.payments.sandbox.server import SandboxServer
from ordering.payments.selectors import hold_ends, kept
from ordering.payments.services import (
    confirm_by_hand,
    doubt,
    note_progress,
    refuse,
    refuse_by_hand,
    settle,
    take_hint,
)
from ordering.refunds.models import RefundTask
from ordering.testing import (
    NOON,
    bed_place,
    make_filled_cart,
    make_item,
    make_order,
    make_user,
    make_zone,
    open_all_day,
    place_now,
)

pytestmark = pytest.mark.django_db

# What the page calls them.
STATUSES = {
    "pending": Status.PENDING,
    "unknown": Status.UNKNOWN,
    "received": Status.SUCCEEDED,
    "failed": Status.FAILED,
    "a person decides": Status.REVIEW,
}
WORDS = {status: word for word, status in STATUSES.items()}
# Who is asked by the words of the examples; "another" is a second phone that pays.
PHONES = {
    "pays": "+250780000100",
    "another pays": "+250780000101",
    "declines": "+250780000451",
    "never decides": "+250780000453",
    "pays another amount": "+250780000477",
}


def rows(heading: str) -> list[list[str]]:
    text = (Path(settings.BASE_DIR) / "docs/payments.md").read_text(encoding="utf-8")
    chapter = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in chapter.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]


def _place(method: str, phone: str = "") -> Order:
    zone = make_zone("wards")
    open_all_day(zone)
    PaymentMethod.objects.filter(pay_to="").update(is_offered=True, pay_to="*182*8*1*1#")
    cart = make_filled_cart(make_item(price=2_500, daily_portions=10), place=bed_place(zone))
    return place_now(cart, payment_method=method, payer_phone=phone)


# --- Ways to pay --------------------------------------------------------------------------------

WAITS = {"is cooked at once": None, "15 minutes": 15, "60 minutes": 60, "24 hours": 24 * 60}


@pytest.mark.parametrize("row", rows("Ways to pay"), ids=lambda row: row[0])
def test_an_order_waits_as_long_as_its_way_to_pay_says(
    row: list[str], sandbox: SandboxServer
) -> None:
    label, asked, waits = row
    method = next(method for method in Method if method.label == label)
    phone = "+250730000453" if method == Method.AIRTEL else PHONES["never decides"]

    order = _place(method, phone)

    minutes = WAITS[waits]
    ends = NOON + dt.timedelta(minutes=minutes) if minutes else None
    assert (order.state, hold_ends(order)) == ("pending" if minutes else "confirmed", ends)
    assert get_gateway(method).asks_phone == asked.startswith("the payer's phone")


# --- What becomes of an attempt -----------------------------------------------------------------


@pytest.mark.parametrize("row", rows("What becomes of an attempt"), ids=lambda row: row[0])
def test_an_attempt_becomes_what_it_may_and_nothing_else(row: list[str]) -> None:
    word, _meaning, allowed = row
    moves = {
        "pending": lambda p: note_progress(payment=p, status=Status.PENDING, now=NOON, detail=""),
        "unknown": lambda p: note_progress(payment=p, status=Status.UNKNOWN, now=NOON, detail=""),
        "received": lambda p: settle(payment=p, actor=None, now=NOON),
        "failed": lambda p: refuse(payment=p, now=NOON),
        "a person decides": lambda p: doubt(payment=p, now=NOON, detail=""),
    }
    payment = make_order().payments.get()
    became = []
    for move in moves.values():
        Payment.objects.update(status=STATUSES[word])
        payment.refresh_from_db()
        move(payment)
        payment.refresh_from_db()
        if payment.status != STATUSES[word]:
            became.append(WORDS[Status(payment.status)])
    assert set(became) == set(allowed.split(", ")) - {"nothing else", "ever"}


# --- Examples -----------------------------------------------------------------------------------


class Example:
    """One order and a clock; each thing that may happen to it is a method of this class."""

    def __init__(self, sandbox: SandboxServer) -> None:
        self.sandbox = sandbox
        self.now = NOON
        self.order: Order | None = None
        self.staff = make_user("Clerk")

    @property
    def placed(self) -> Order:
        assert self.order is not None
        return Order.objects.get(pk=self.order.pk)

    def happens(self, what: str) -> None:
        if what in PHONES:
            self._asks(Method.MTN, PHONES[what])
        elif what in {"cash", "a transfer"}:
            self._asks(Method.CASH if what == "cash" else Method.BY_HAND, "")
        elif what.startswith("staff find "):
            self._staff_find(what.removeprefix("staff find "))
        else:
            getattr(self, what.replace(" ", "_"))()

    def _asks(self, method: str, phone: str) -> None:
        if self.order is None:
            self.order = _place(method, phone)
        else:
            pay(order=self.placed, method=method, payer_phone=phone, now=self.now)

    def _staff_find(self, amount: str) -> None:
        payment = self.placed.payments.get()
        if amount == "nothing":
            refuse_by_hand(payment=payment, reason="", actor=self.staff, now=self.now)
        else:
            confirm_by_hand(
                payment=payment,
                received=int(amount),
                provider_id="",
                actor=self.staff,
                now=self.now,
            )

    def looked_at(self) -> None:
        self.now += dt.timedelta(minutes=1)
        poll_due(self.now)
        place_loose_money(self.now)

    def called(self) -> None:
        payment = self.placed.payments.get()
        take_hint(method=payment.method, reference=payment.reference, now=self.now)

    def silence(self) -> None:
        self.sandbox.book.behaviour.mood = "down"

    def speech(self) -> None:
        self.sandbox.book.behaviour.mood = ""

    def the_wait_ends(self) -> None:
        self.now += dt.timedelta(minutes=20)
        expire_unpaid(self.now)

    def a_day_passes(self) -> None:
        self.now += dt.timedelta(days=1)

    def three_days_pass(self) -> None:
        self.now += dt.timedelta(days=3)

    def sold_out(self) -> None:
        DailyPortions.objects.update(taken=10)

    def the_customer_cancels(self) -> None:
        cancel_order(order=self.placed, role=Role.CUSTOMER, actor=None, now=self.now)


@pytest.mark.parametrize("row", rows("Examples"), ids=lambda row: row[0])
def test_an_order_comes_to_where_its_example_says(row: list[str], sandbox: SandboxServer) -> None:
    _number, happens, attempts, state, payment_state, holds, task = row
    example = Example(sandbox)
    for what in happens.split("; "):
        example.happens(what)
    place_loose_money(example.now)
    order = example.placed
    statuses = order.payments.order_by("pk").values_list("status", flat=True)
    tasks = RefundTask.objects.values_list("amount", flat=True)
    assert (
        ", ".join(WORDS[Status(status)] for status in statuses),
        order.state,
        order.payment_state,
        kept(order),
        list(tasks),
    ) == (attempts, state, payment_state, int(holds), [int(task)] if task else [])


# --- Trying it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("Trying it"), ids=lambda row: row[0])
def test_a_number_of_the_sandbox_does_what_the_page_says(
    row: list[str], sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending, _what, *becomes = row
    order = make_order()
    monkeypatch.setattr(wire, "TIMEOUTS", (3.0, 0.2))
    for method, prefix, outcome in zip(
        (Method.MTN, Method.AIRTEL), ("+250780000", "+250730000"), becomes, strict=True
    ):
        payment = Payment.objects.create(
            order=order, method=method, amount=2_500, payer_phone=prefix + ending, created_at=NOON
        )
        request_payment(payment=payment, now=NOON)
        Payment.objects.filter(pk=payment.pk).update(next_poll_at=NOON)
        poll_due(NOON)
        payment.refresh_from_db()
        status, _colon, problem = outcome.partition(": ")
        assert (WORDS[Status(payment.status)], payment.problem) == (
            status,
            Problem(problem) if problem else "",
        )
