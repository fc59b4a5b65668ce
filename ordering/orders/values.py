"""An order before it is one: a value that checkout builds and `create_order` writes down."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from ordering.catalogue.selection import Selection
from ordering.delivery.models import SlotDay
from ordering.delivery.places import Place
from ordering.dietary.models import Eater
from ordering.pricing.values import Quote
from ordering.promotions.values import Grant
from site_core.users.models import User

from .states import PaymentState


@dataclass(frozen=True, slots=True)
class Contact:
    """Who ordered; `phone` in E.164."""

    name: str
    phone: str
    email: str = ""
    language: str = "en"
    user: User | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A dish that is served although it does not suit: who answers for it, and why."""

    reason: str
    by: User


@dataclass(frozen=True, slots=True)
class NewLine:
    selection: Selection
    quantity: int
    note: str = ""
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """When it will be there, and whose capacity it takes."""

    slot_day: SlotDay
    starts: dt.datetime
    ends: dt.datetime
    is_asap: bool


@dataclass(frozen=True, slots=True)
class NewOrder:
    """Everything an order is made of. `quote.lines` run parallel to `lines`; `grants` are why it
    costs less, and are in the quote already."""

    token: uuid.UUID
    contact: Contact
    lines: tuple[NewLine, ...]
    quote: Quote
    place: Place
    eater: Eater | None
    note: str
    payment_method: str
    state: str
    # Whoever of the house wrote it down for the customer.
    placed_by: User | None = None
    grants: tuple[Grant, ...] = ()
    # For a meal of a plan: the plan's name in English and as the customer reads it.
    plan_words: tuple[str, str] | None = None
    payment_state: str = PaymentState.UNPAID
    # Its place among the unpaid orders of its phone and account; None when it does not wait.
    unpaid_place: int | None = None

    @property
    def vat(self) -> Mapping[str, int]:
        return {str(rate): amount for rate, amount in self.quote.vat.items()}
