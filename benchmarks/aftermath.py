"""Runs inside the site after the load: is everything there, once, and do the books add up?

manage.py shell --no-imports -c "from benchmarks.aftermath import look; look('/path/to/told.json')"
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Count, Sum

from ordering.loyalty.models import PointsAccount, PointsEntry, PointsLot
from ordering.orders.models import Order
from ordering.payments.models import OPEN, Method, Payment, Status
from site_core.notifications.models import OutboxMessage
from tests.money.books import wrong_in_the_books

ON_ITS_WAY = (OutboxMessage.State.QUEUED, OutboxMessage.State.SENDING)
MOST = 20


def unsettled() -> dict[str, int]:
    """What the worker still has to do, before anything can be said."""
    return {
        "messages": OutboxMessage.objects.filter(state__in=ON_ITS_WAY).count(),
        # An attempt by phone that no answer has decided yet.
        "payments": Payment.objects.filter(
            status__in=OPEN, method__in=(Method.MTN, Method.AIRTEL)
        ).count(),
    }


def look(told_file: str) -> None:
    """Print as JSON what is wrong, and how much there is."""
    told = json.loads(Path(told_file).read_text())
    wrong = [
        *_orders(told["orders"], set(told["tokens"])),
        *_money(told["received"]),
        *_messages(),
        *_points(),
        *wrong_in_the_books(),
    ]
    counts = {
        "orders": Order.objects.count(),
        "payments received": Payment.objects.filter(status=Status.SUCCEEDED).count(),
        "messages sent": OutboxMessage.objects.filter(state=OutboxMessage.State.SENT).count(),
    }
    print(json.dumps({"wrong": wrong[:MOST], "count": len(wrong), "counts": counts}))


def _orders(told: list[dict[str, str]], tokens: set[str]) -> Iterator[str]:
    """Whoever was led to an order has it, once and whole; nobody has one that was never sent."""
    rows = {
        str(order.checkout_token): order
        for order in Order.objects.annotate(
            lines_count=Count("lines", distinct=True), payments_count=Count("payments", distinct=True),
            events_count=Count("events", distinct=True),
        )
    }  # fmt: skip
    for one in told:
        order = rows.get(one["token"])
        if order is None or order.code != one["code"]:
            yield f"order {one['code']} was told and is not there"
    for token, order in rows.items():
        if token not in tokens:
            yield f"{order} was never sent by anybody"
        if not (order.lines_count and order.payments_count and order.events_count):
            yield f"{order} is there in part"


def _money(received: list[dict[str, Any]]) -> Iterator[str]:
    """What the providers took is recorded once, and nothing else is."""
    ours = defaultdict(list)
    by_phone = Payment.objects.filter(method__in=(Method.MTN, Method.AIRTEL))
    for payment in by_phone.filter(status=Status.SUCCEEDED):
        ours[str(payment.reference)].append((payment.amount, payment.provider_id))
    theirs = {one["reference"]: (one["amount"], one["number"]) for one in received}
    for reference in theirs.keys() | ours.keys():
        written = ours.get(reference, [])
        if written != [theirs.get(reference)]:
            yield f"payment {reference}: theirs {theirs.get(reference)}, ours {written}"


def _messages() -> Iterator[str]:
    left = Counter(OutboxMessage.objects.values_list("state", flat=True))
    for state in OutboxMessage.State:
        if state != OutboxMessage.State.SENT and left[state]:
            yield f"{left[state]} messages are {state.label.lower()}"


def _points() -> Iterator[str]:
    """A balance is the sum of its ledger, and its lots are what is left of it."""
    entries = dict(
        PointsEntry.objects.values_list("account").annotate(sum=Sum("points")).order_by()
    )
    lots = dict(PointsLot.objects.values_list("account").annotate(sum=Sum("left")).order_by())
    for account in PointsAccount.objects.all():
        ledger = entries.get(account.pk, 0)
        if account.balance - account.debt != ledger or account.balance != lots.get(account.pk, 0):
            yield f"points {account.pk}: {account.balance} - {account.debt}, ledger {ledger}"
