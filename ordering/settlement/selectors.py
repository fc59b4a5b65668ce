"""Reading what should agree: cash of couriers, rows and payments that may belong together, days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from ordering.delivery.schedule import KIGALI
from ordering.payments.models import Method, Payment, PaymentEvent, Status
from ordering.refunds.models import Refund, RefundPart
from site_core.users.models import User

from .models import CashHandIn, StatementFile, StatementRow

# By which methods money arrives that only a statement or a person can confirm.
BY_HAND = (Method.BANK, Method.BY_HAND)
METHODS_OF = {
    StatementFile.Account.BANK: (Method.BANK,),
    StatementFile.Account.MTN: (Method.MTN, Method.BY_HAND),
    StatementFile.Account.AIRTEL: (Method.AIRTEL, Method.BY_HAND),
}


def cash_of(courier: User) -> QuerySet[Payment]:
    """Cash that this courier counted at a door and did not hand in yet, oldest first."""
    told = PaymentEvent.objects.filter(status=Status.SUCCEEDED, actor=courier)
    return (
        Payment.objects.filter(
            method=Method.CASH, status=Status.SUCCEEDED, events__in=told, cash_hand_in=None
        )
        .select_related("order")
        .order_by("settled_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Purse:
    """What a courier carries: how many payments, how many RWF."""

    courier: User
    count: int
    amount: int


def purses() -> list[Purse]:
    """Couriers with cash to hand in, most first. Two queries."""
    rows = (
        PaymentEvent.objects.filter(
            status=Status.SUCCEEDED,
            actor__isnull=False,
            payment__method=Method.CASH,
            payment__status=Status.SUCCEEDED,
            payment__cash_hand_in=None,
        )
        .values("actor")
        .annotate(count=Count("payment", distinct=True), amount=Sum("payment__amount"))
    )
    found = {row["actor"]: row for row in rows}
    couriers = User.objects.filter(pk__in=found)
    purses = [Purse(one, found[one.pk]["count"], found[one.pk]["amount"]) for one in couriers]
    return sorted(purses, key=lambda purse: (-purse.amount, purse.courier.pk))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A payment that a row may be the money of. `why` are words for staff."""

    payment: Payment
    score: int
    has_code: bool
    same_amount: bool
    same_phone: bool


def proposals(rows: Iterable[StatementRow]) -> dict[int, list[Proposal]]:
    """For each row, the likeliest payments, at most three. Two queries for all rows together."""
    rows = list(rows)
    if not rows:
        return {}
    first = min(row.booked_on for row in rows) - dt.timedelta(days=31)
    candidates = list(
        Payment.objects.filter(
            Q(method__in=BY_HAND) | Q(status=Status.REVIEW),
            created_at__date__gte=first,
            statement_row=None,
        )
        .select_related("order")
        .order_by("-created_at", "-pk")
    )
    return {row.pk: _likeliest(row, candidates) for row in rows}


def _likeliest(row: StatementRow, candidates: Sequence[Payment]) -> list[Proposal]:
    methods = METHODS_OF[StatementFile.Account(row.account)]
    found = [_proposal(row, payment) for payment in candidates if payment.method in methods]
    likely = [proposal for proposal in found if proposal.score >= 3]
    return sorted(likely, key=lambda proposal: (-proposal.score, -proposal.payment.pk))[:3]


def _proposal(row: StatementRow, payment: Payment) -> Proposal:
    said = f"{row.text} {row.reference} {row.payer}".upper()
    has_code = bool(payment.transfer_code) and str(payment.transfer_code).upper() in said
    same_amount = row.amount == payment.amount
    same_phone = bool(row.phone) and row.phone in {payment.payer_phone, payment.order.phone}
    days = (row.booked_on - payment.created_at.astimezone(KIGALI).date()).days
    near = 0 <= days <= 3
    score = 4 * has_code + 2 * same_amount + 2 * same_phone + near
    return Proposal(payment, score, has_code, same_amount, same_phone)


@dataclass(slots=True)
class Figures:
    """One method on one day, in RWF. `counted` is None where nobody counts outside of our books."""

    method: Method
    expected: int = 0
    received: int = 0
    refunded: int = 0
    open: int = 0
    counted: int | None = None

    @property
    def difference(self) -> int | None:
        """What was counted too many (above zero) or is missing."""
        return None if self.counted is None else self.counted - self.received

    @property
    def is_empty(self) -> bool:
        return not (self.expected or self.received or self.refunded or self.open or self.counted)


def span_of(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From midnight to midnight in Kigali."""
    start = dt.datetime.combine(day, dt.time(), tzinfo=KIGALI)
    return start, start + dt.timedelta(days=1)


def figures_of(day: dt.date) -> list[Figures]:
    """The methods of a day. Expected: asked for that day; received, refunded: settled that day.

    Cash is counted when it is handed in, other money by statements. Five queries.
    """
    found: dict[str, Figures] = {method.value: Figures(method) for method in Method}
    start, end = span_of(day)
    for payment in Payment.objects.filter(created_at__gte=start, created_at__lt=end):
        if payment.status != Status.FAILED:
            found[payment.method].expected += payment.amount
        if payment.status not in {Status.FAILED, Status.SUCCEEDED}:
            found[payment.method].open += payment.amount
    received = Payment.objects.filter(
        status=Status.SUCCEEDED, settled_at__gte=start, settled_at__lt=end
    )
    counted: dict[str, int] = defaultdict(int)
    handed_in: set[str] = set()
    for payment in received.select_related("statement_row", "cash_hand_in"):
        found[payment.method].received += payment.amount
        if hasattr(payment, "statement_row"):
            counted[payment.method] += payment.statement_row.amount
            handed_in.add(payment.method)
        elif hasattr(payment, "cash_hand_in"):
            counted[payment.method] += payment.amount
            handed_in.add(payment.method)
    parts = RefundPart.objects.filter(
        state=RefundPart.State.SUCCEEDED, settled_at__gte=start, settled_at__lt=end
    ).exclude(way=Refund.Way.CREDIT)
    for part in parts.select_related("payment"):
        # Cash leaves the drawer, whatever way the money once came.
        paid_by_hand = part.way == Refund.Way.CASH or part.payment is None
        method = Method.CASH.value if paid_by_hand else part.payment.method  # type: ignore[union-attr]
        found[method].refunded += part.amount
    differences = CashHandIn.objects.filter(at__gte=start, at__lt=end)
    for hand_in in differences:
        counted[Method.CASH] += hand_in.difference
        handed_in.add(Method.CASH)
    for method in (*BY_HAND, Method.CASH, *handed_in):
        if found[method].received or method in handed_in:
            found[method].counted = counted[method]
    return [figures for figures in found.values() if not figures.is_empty]


def payments_of(day: dt.date) -> QuerySet[Payment]:
    """Everything that was asked for or arrived on a day, for the list below the figures."""
    start, end = span_of(day)
    asked = Q(created_at__gte=start, created_at__lt=end)
    arrived = Q(settled_at__gte=start, settled_at__lt=end)
    rows = Payment.objects.filter(asked | arrived).exclude(status=Status.FAILED)
    return rows.select_related("order", "statement_row", "cash_hand_in").order_by("method", "pk")
