"""What a ticket is made of before it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ordering.orders.models import Order
from site_core.users.models import User


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and where an answer reaches them; `phone` in E.164."""

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "en"
    user: User | None = None


@dataclass(frozen=True, slots=True)
class NewTicket:
    """`nonce` is that of the form: one showing makes one ticket."""

    category: str
    source: str
    text: str
    writer: Writer
    order: Order | None = None
    photo: Any = None
    nonce: str | None = None


def writer_of(order: Order) -> Writer:
    """Whoever placed an order, as they gave themselves there."""
    return Writer(
        name=order.customer_name,
        email=order.email,
        phone=order.phone,
        language=order.language,
        user=order.user,
    )
