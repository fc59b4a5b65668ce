"""Ways to pay behind one Protocol: cash, and whatever a provider or a person confirms."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from ordering.orders.states import State

from .models import Method, Payment, Status


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider said about an attempt. `detail` is for staff and holds no secret."""

    status: Status
    detail: str = ""
    # The provider's own number of the transaction.
    provider_id: str = ""


class RefundAbility(Enum):
    """What money can go back through a gateway. What cannot is given back by hand."""

    NONE = "none"
    WHOLE = "whole"
    ANY = "any"


class Gateway(Protocol):
    """A way to pay. The attempt is saved before `initiate`; no call runs inside a transaction.

    A refund has a reference of its own, saved before: the same reference again is safe.
    """

    method: Method
    label: object
    explanation: object
    # The state of an order that was placed but not paid yet.
    order_state: State
    refunds: RefundAbility

    def initiate(self, payment: Payment) -> Answer: ...

    def poll(self, payment: Payment) -> Answer: ...

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer: ...

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer: ...


class CashGateway:
    """Paid into the courier's hand: the order is cooked first, the money comes at hand-over."""

    method: Method = Method.CASH
    label: object = _("Cash on delivery")
    explanation: object = _("Pay the courier when your meal arrives. Exact change helps.")
    order_state: State = State.CONFIRMED
    refunds: RefundAbility = RefundAbility.NONE

    def initiate(self, payment: Payment) -> Answer:
        return Answer(Status.PENDING, "to be collected at hand-over")

    def poll(self, payment: Payment) -> Answer:
        return Answer(Status(payment.status))

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer:
        return Answer(Status.FAILED, "cash is given back by hand")

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer:
        return Answer(Status.FAILED, "cash is given back by hand")


GATEWAYS: dict[str, Gateway] = {Method.CASH: CashGateway()}


def get_gateway(method: str) -> Gateway:
    """The gateway of a method. KeyError for a method that was never offered."""
    return GATEWAYS[method]


def offered_gateways() -> list[Gateway]:
    return list(GATEWAYS.values())


def method_label(method: str) -> str:
    """The name of a method for people; its code when it is no longer known."""
    return str(dict(Method.choices).get(method, method))
