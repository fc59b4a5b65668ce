"""What a customer sends to place an order, as a value."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ordering.orders.values import Contact
from site_core.users.models import User


@dataclass(frozen=True, slots=True)
class Wish:
    """`token`, `digest` and `expected_total` say which cart at which price was agreed to."""

    token: uuid.UUID
    digest: str
    expected_total: int
    contact: Contact
    slot_key: str
    payment_method: str
    note: str = ""
    # Store credit of the account pays as much as it can.
    use_credit: bool = False
    # Its points do so before, up to the share of an order that they may pay.
    use_points: bool = False
    # Whoever of the house orders for a caller or a patient.
    placed_by: User | None = None
    # Whom mobile money asks, in E.164; empty: whoever orders.
    payer_phone: str = ""

    @property
    def payer(self) -> str:
        return self.payer_phone or self.contact.phone
