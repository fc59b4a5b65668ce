"""Ways to pay in which no provider is asked: cash, and transfers that staff confirm."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext_lazy as _

from ordering.orders.states import State

from ..models import Method, Payment, Status
from .base import Answer, RefundAbility


class HandGateway:
    """Nobody outside is asked: a person says that the money came, and gives it back."""

    method: Method
    label: object
    icon: str
    order_state = State.PENDING
    refunds: RefundAbility = RefundAbility.NONE
    is_configured: bool = True
    asks_phone: bool = False
    first_poll_seconds: int = 0

    def initiate(self, payment: Payment) -> Answer:
        return Answer(Status.PENDING, "waits for a person", is_accepted=True)

    def poll(self, payment: Payment) -> Answer:
        return Answer(Status(payment.status))

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer:
        return Answer(Status.FAILED, "is given back by hand")

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer:
        return Answer(Status.FAILED, "is given back by hand")


class CashGateway(HandGateway):
    """Paid into the courier's hand: the order is cooked first, the money comes at hand-over."""

    method = Method.CASH
    label = _("Cash on delivery")
    icon = "cash"
    order_state = State.CONFIRMED


class TransferByHandGateway(HandGateway):
    """The customer sends mobile money without being asked, and writes our code into it."""

    method = Method.BY_HAND
    label = _("Mobile money, sent by yourself")
    icon = "phone"


class BankGateway(HandGateway):
    method = Method.BANK
    label = _("Bank transfer")
    icon = "bank"
