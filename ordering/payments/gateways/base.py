"""What every way to pay has in common: four questions, and one shape of answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ordering.orders.states import State

from ..models import Method, Payment, Status
from ..problems import Problem


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider said about an attempt. `detail` is for staff and holds no secret.

    `is_accepted`: the provider has the request, so the same one need not be sent again.
    `is_missing`: the provider knows nothing of it.
    `is_silence`: it cannot be reached, is broken or wants to be left alone.
    """

    status: Status
    detail: str = ""
    problem: Problem | None = None
    # The provider's own number of the transaction.
    provider_id: str = ""
    is_accepted: bool = False
    is_missing: bool = False
    is_silence: bool = False


class RefundAbility(Enum):
    """What money can go back through a gateway. What cannot is given back by hand."""

    NONE = "none"
    WHOLE = "whole"
    ANY = "any"


class Gateway(Protocol):
    """A way to pay. The attempt is saved before `initiate`; no call runs inside a transaction.

    Neither of the calls raises: what went wrong is an answer. A refund has a reference of its own,
    saved before: the same reference again is safe.
    """

    @property
    def method(self) -> Method: ...

    @property
    def label(self) -> object: ...

    @property
    def icon(self) -> str:
        """The symbol beside its name."""
        ...

    @property
    def order_state(self) -> State:
        """The state of an order that was placed but not paid yet."""
        ...

    @property
    def refunds(self) -> RefundAbility: ...

    @property
    def is_configured(self) -> bool:
        """Whether the environment holds what it needs."""
        ...

    @property
    def asks_phone(self) -> bool:
        """Whether a provider is asked, who asks a phone: such an attempt is polled."""
        ...

    @property
    def first_poll_seconds(self) -> int:
        """How long after the request the provider is first asked how it went."""
        ...

    def initiate(self, payment: Payment) -> Answer: ...

    def poll(self, payment: Payment) -> Answer: ...

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer: ...

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer: ...
