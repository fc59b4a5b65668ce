"""A provider in memory that the machine plays: it keeps what it took, and answers as it is told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db import transaction

from ordering.orders.states import State
from ordering.payments.gateways import Answer, RefundAbility
from ordering.payments.models import Method, Payment, Status
from ordering.payments.problems import Problem

NOT_THERE = Answer(Status.UNKNOWN, "not known there", is_missing=True)
SILENCE = Answer(Status.UNKNOWN, "no answer", is_silence=True)
WAITS = Answer(Status.PENDING, "waits", is_accepted=True)


@dataclass(slots=True)
class Request:
    """A payment or a refund as the provider knows it; `taken` is None until it is decided."""

    amount: int
    taken: int | None = None
    asked: int = 1


@dataclass
class Provider:
    """Stands where MTN stands. `is_deaf`: requests do not arrive; `is_mute`: no answer comes back."""

    method: Method = Method.MTN
    label: object = "MTN"
    icon: str = "phone"
    order_state: State = State.PENDING
    refunds: RefundAbility = RefundAbility.ANY
    is_configured: bool = True
    asks_phone: bool = True
    first_poll_seconds: int = 3
    is_deaf: bool = False
    is_mute: bool = False
    takes_back: bool = True
    payments: dict[uuid.UUID, Request] = field(default_factory=dict)
    returns: dict[uuid.UUID, Request] = field(default_factory=dict)
    depth: int = 0

    def decide(self, index: int, *, pays: bool) -> None:
        """A payer approves or declines one of the requests that are open."""
        waiting = [request for request in self.payments.values() if request.taken is None]
        if waiting:
            request = waiting[index % len(waiting)]
            request.taken = request.amount if pays else 0

    @property
    def is_waiting(self) -> bool:
        return any(request.taken is None for request in self.payments.values())

    @property
    def received(self) -> int:
        return sum(request.taken or 0 for request in self.payments.values())

    @property
    def returned(self) -> int:
        return sum(request.taken or 0 for request in self.returns.values())

    def initiate(self, payment: Payment) -> Answer:
        self._check_is_outside()
        if self.is_deaf:
            return SILENCE
        self.payments.setdefault(payment.reference, Request(payment.amount))
        return SILENCE if self.is_mute else WAITS

    def poll(self, payment: Payment) -> Answer:
        self._check_is_outside()
        if self.is_deaf or self.is_mute:
            return SILENCE
        request = self.payments.get(payment.reference)
        if request is None:
            return NOT_THERE
        if request.taken is None:
            return WAITS
        if not request.taken:
            return Answer(Status.FAILED, "refused", Problem.REFUSED)
        number = f"N{payment.reference.hex[:12]}"
        return Answer(Status.SUCCEEDED, "paid", provider_id=number, is_accepted=True)

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer:
        self._check_is_outside()
        if self.is_deaf:
            return SILENCE
        taken = amount if self.takes_back else 0
        self.returns.setdefault(reference, Request(amount, taken))
        return SILENCE if self.is_mute else Answer(Status.PENDING, "accepted", is_accepted=True)

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer:
        self._check_is_outside()
        if self.is_deaf or self.is_mute:
            return SILENCE
        request = self.returns.get(reference)
        if request is None:
            return NOT_THERE
        if not request.taken:
            return Answer(Status.FAILED, "refused")
        return Answer(Status.SUCCEEDED, "returned")

    def _check_is_outside(self) -> None:
        depth = len(transaction.get_connection().savepoint_ids)
        assert depth == self.depth, "a provider was asked inside a transaction"
