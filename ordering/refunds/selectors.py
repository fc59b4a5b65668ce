"""Reading refunds: what can still go back, and what of which line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from ordering.credit.models import CreditUse
from ordering.orders.models import Order, OrderLine
from ordering.payments.models import Payment, Status

from .models import Refund, RefundLine, RefundPart

# A refund that was turned down, or that came to nothing, gave nothing back.
COUNTS = (Refund.State.REQUESTED, Refund.State.UNDER_WAY, Refund.State.DONE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where money of an order came from, and how much of it is still here, in RWF."""

    payment: Payment | None
    left: int


def sources(order: Order) -> list[Source]:
    """Newest payment first, store credit last: the order in which money goes back. Two queries."""
    received = order.payments.filter(status=Status.SUCCEEDED).order_by("-settled_at", "-pk")
    found = [Source(payment, payment.amount - payment.refunded) for payment in received]
    use = CreditUse.objects.filter(order=order).first()
    if use is not None:
        found.append(Source(None, use.left))
    return [source for source in found if source.left > 0]


def refundable(order: Order) -> int:
    """RWF that came in for an order, as money or store credit, and did not go back yet."""
    return sum(source.left for source in sources(order))


def decided_so_far(order: Order) -> int:
    """RWF of all refunds of an order that were decided or asked for: the limits look at these."""
    total = order.refunds.filter(state__in=COUNTS).aggregate(sum=Sum("amount"))["sum"]
    return total or 0


def returned(order: Order) -> int:
    """RWF that are back with whoever paid them."""
    parts = RefundPart.objects.filter(refund__order=order, state=RefundPart.State.SUCCEEDED)
    return parts.aggregate(sum=Sum("amount"))["sum"] or 0


@dataclass(frozen=True, slots=True)
class LineLeft:
    """A line of an order with how many of it were not given back yet."""

    line: OrderLine
    left: int

    @property
    def whole(self) -> int:
        """RWF of the whole line, after discounts."""
        return self.line.gross - self.line.discount

    def cost_of(self, quantity: int) -> int:
        """RWF of that many of what is left, after discounts.

        Counted from what went back before, so that the parts of a line add up to it exactly.
        """
        net, units = self.whole, self.line.quantity
        before = units - self.left
        return net * (before + quantity) // units - net * before // units


def lines_left(order: Order) -> list[LineLeft]:
    """The lines of an order with what of them can still be given back. Two queries."""
    gone: Mapping[int, int] = dict(
        RefundLine.objects.filter(refund__order=order, refund__state__in=COUNTS, line__isnull=False)
        .values_list("line")
        .annotate(Sum("quantity"))
    )
    lines: Sequence[OrderLine] = list(order.lines.order_by("position"))
    return [LineLeft(line, line.quantity - gone.get(line.pk, 0)) for line in lines]


def refunds_of(order: Order) -> QuerySet[Refund]:
    """Everything that was decided about an order's money, newest first."""
    refunds = order.refunds.select_related("requested_by", "decided_by")
    return refunds.prefetch_related("parts", "lines").order_by("-created_at", "-pk")
