"""Everything about one order on one sheet: lines, what happened, money, messages. Nine queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from ordering.catalogue.facts import Allergen, Presence
from ordering.changes.differences import differences
from ordering.changes.models import OrderChange
from ordering.orders.models import Order, OrderDiscount, OrderEvent, OrderLine
from ordering.payments.models import Payment
from ordering.receipts.models import Receipt
from ordering.refunds.models import Refund
from site_core.notifications.models import OutboxMessage
from site_core.users.models import User

from .phones import shown_address


@dataclass(frozen=True, slots=True)
class Line:
    line: OrderLine
    allergens: str


@dataclass(frozen=True, slots=True)
class Message:
    message: OutboxMessage
    recipient: str


@dataclass(frozen=True, slots=True)
class Change:
    change: OrderChange
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    lines: Sequence[Line]
    discounts: Sequence[OrderDiscount]
    changes: Sequence[Change]
    events: Sequence[OrderEvent]
    payments: Sequence[Payment]
    refunds: Sequence[Refund]
    papers: Sequence[Receipt]
    messages: Sequence[Message]


def order_sheet(order: Order, user: User | AnonymousUser) -> Sheet:
    messages = OutboxMessage.objects.filter(unique_key__contains=f":{order.code}:")
    return Sheet(
        discounts=list(order.discounts.order_by("position")),
        lines=[
            Line(line, _contained(line))
            for line in order.lines.select_related("overridden_by").order_by("position")
        ],
        changes=[
            Change(change, differences(change.before, change.after))
            for change in order.changes.select_related("actor").order_by("at", "pk")
        ],
        events=list(order.events.select_related("actor").order_by("at", "pk")),
        payments=list(order.payments.prefetch_related("events").order_by("pk")),
        refunds=list(order.refunds.order_by("pk")),
        papers=list(order.receipts.order_by("pk")),
        messages=[
            Message(message, shown_address(message.recipient, user))
            for message in messages.order_by("created_at", "pk")
        ],
    )


def _contained(line: OrderLine) -> str:
    return ", ".join(
        str(Allergen(code).label)
        for code, presence in line.allergens.items()
        if presence == Presence.CONTAINS and code in Allergen.values
    )
