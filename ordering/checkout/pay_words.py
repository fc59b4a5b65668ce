"""How paying for an order stands, in words: for whoever ordered, and for somebody else who pays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ordering.delivery.words import clock
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.payments.gateways import get_gateway
from ordering.payments.methods import where_to_send
from ordering.payments.models import Method, Payment, Status
from ordering.payments.problems import Problem
from ordering.payments.selectors import hold_ends, owed
from ordering.payments.services import NOT_PAID
from site_core.users.phones import masked_phone

# Where MTN shows what waits for approval, should the question not appear by itself.
APPROVALS = {Method.MTN: "*182*7*1#"}
# Nobody has to read why an attempt ended that was given up on purpose.
SILENT = {Problem.REPLACED, Problem.CANCELLED}


class Kind(Enum):
    PAID = "paid"
    CLOSED = "closed"
    REVIEW = "review"
    # A phone is being asked.
    ASKING = "asking"
    # Somebody sends the money by hand.
    TRANSFER = "transfer"
    # Nothing is under way: a way to pay is to be chosen.
    CHOOSE = "choose"


@dataclass(frozen=True, slots=True)
class PayStanding:
    """`amount` RWF are owed. `until` is empty when nothing ends the wait."""

    kind: Kind
    amount: int
    until: str = ""
    problem: str = ""
    method: str = ""
    # Who is asked: a masked number, or the name of whoever else pays.
    asked: str = ""
    is_by_other: bool = False
    approvals: str = ""
    transfer_code: str = ""
    pay_to: str = ""
    etag: str = ""

    @property
    def is_final(self) -> bool:
        return self.kind in {Kind.PAID, Kind.CLOSED}


def pay_standing(order: Order, now: dt.datetime) -> PayStanding:
    """At most five queries."""
    amount = owed(order)
    last = order.payments.exclude(method=Method.CASH).order_by("-pk").first()
    kind = _kind(order, amount, last)
    shown = {Kind.ASKING, Kind.TRANSFER, Kind.REVIEW, Kind.CHOOSE}
    payment = last if kind in shown else None
    ends = hold_ends(order) if order.state == State.PENDING else None
    by_hand = payment is not None and kind == Kind.TRANSFER
    return PayStanding(
        kind=kind,
        amount=amount,
        until=clock(ends) if ends and ends > now else "",
        problem=_problem(payment) if payment and kind == Kind.CHOOSE else "",
        method=str(payment.get_method_display()) if payment else "",
        asked=_asked(payment) if payment else "",
        is_by_other=bool(payment and payment.payer_name),
        approvals=APPROVALS.get(Method(payment.method), "") if payment else "",
        transfer_code=(payment.transfer_code or "") if payment and by_hand else "",
        pay_to=where_to_send(payment.method) if payment and by_hand else "",
        etag=f'"{order.version}-{kind.value}-{last.pk if last else 0}-{amount}-{get_language()}"',
    )


def _kind(order: Order, amount: int, last: Payment | None) -> Kind:
    if not order.is_open:
        return Kind.CLOSED
    if amount == 0 or order.payment_state not in NOT_PAID:
        return Kind.PAID
    if last is not None and last.status == Status.REVIEW:
        return Kind.REVIEW
    if last is None or not last.is_open:
        return Kind.CHOOSE
    return Kind.ASKING if get_gateway(last.method).asks_phone else Kind.TRANSFER


def _problem(payment: Payment) -> str:
    if payment.problem in SILENT or payment.problem not in Problem.values:
        return ""
    return str(Problem(payment.problem).label)


def _asked(payment: Payment) -> str:
    if payment.payer_name:
        return payment.payer_name
    return masked_phone(payment.payer_phone) if payment.payer_phone else ""


def kind_of_place(order: Order) -> str:
    """Where the meal goes, as much of it as somebody who only pays may know."""
    return _("A ward of the hospital") if order.bed_id else _("Outside the wards")
