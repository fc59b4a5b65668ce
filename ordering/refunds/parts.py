"""The parts of a refund: written when it is decided, and what follows when one is settled."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ordering.credit.models import CreditUse
from ordering.credit.services import give_back, grant
from ordering.loyalty.services import settle_order
from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.payments.gateways import GATEWAYS, RefundAbility
from ordering.payments.models import Method, Payment
from ordering.payments.selectors import captured
from ordering.payments.services import NOT_PAID
from site_core.base.errors import DomainError
from site_core.users.models import User

from .messages import tell_refund
from .models import Refund, RefundEvent, RefundPart
from .papers import note_refund
from .selectors import Source, returned, sources
from .tasks import open_refund_task

Way, PartState = Refund.Way, RefundPart.State
# A part in one of these states still moves.
OPEN_PARTS = (PartState.QUEUED, PartState.ASKED, PartState.BY_HAND)


class NoAccount(DomainError):
    """Store credit needs an account."""


def add_event(refund: Refund, *, actor: User | None, now: dt.datetime, detail: str = "") -> None:
    RefundEvent.objects.create(
        refund=refund, state=refund.state, actor=actor, detail=detail[:200], at=now
    )


def write_parts(refund: Refund, *, actor: User | None, now: dt.datetime) -> None:
    """Spread a decided refund over what the order was paid with. Under the locks of the order.

    Store credit moves at once; providers are asked later. Raises NoAccount and changes nothing.
    """
    if refund.way == Way.CREDIT and refund.order.user is None:
        raise NoAccount(_("This customer has no account, so there is nowhere to keep credit."))
    Refund.objects.filter(pk=refund.pk).update(state=Refund.State.UNDER_WAY, decided_by=actor)
    refund.refresh_from_db()
    rest = refund.amount
    written = []
    for source in sources(refund.order):
        share = min(rest, source.left)
        if share == 0:
            break
        written.append(_write_part(refund, source, share, now))
        rest -= share
    for part in written:
        if part.way == Way.CREDIT:
            _into_credit(part, actor, now)
    add_event(refund, actor=actor, now=now)
    conclude(refund, now=now)
    if refund.state == Refund.State.UNDER_WAY:
        tell_refund(refund, now=now)


def _write_part(refund: Refund, source: Source, share: int, now: dt.datetime) -> RefundPart:
    payment = source.payment
    if payment is None:
        way, state = Way.CREDIT, PartState.QUEUED
    elif refund.way == Way.BACK and can_go_back(payment, share):
        way, state = Way.BACK, PartState.QUEUED
    elif refund.way == Way.CREDIT:
        way, state = Way.CREDIT, PartState.QUEUED
    else:
        way = Way.CASH if payment.method == Method.CASH else Way(refund.way)
        state = PartState.BY_HAND
    if payment is not None:
        # The condition, and the CHECK behind it, stop two refunds from giving the same franc.
        won = Payment.objects.filter(pk=payment.pk, refunded__lte=F("amount") - share).update(
            refunded=F("refunded") + share
        )
        assert won, "the payments of this order are locked"
    return RefundPart.objects.create(
        refund=refund, payment=payment, way=way, amount=share, state=state, next_attempt_at=now
    )


def can_go_back(payment: Payment, amount: int) -> bool:
    """Whether the provider takes back this much of a payment; what it does not goes by hand."""
    gateway = GATEWAYS.get(payment.method)
    if gateway is None or gateway.refunds == RefundAbility.NONE:
        return False
    return gateway.refunds == RefundAbility.ANY or amount == payment.amount


def _into_credit(part: RefundPart, actor: User | None, now: dt.datetime) -> None:
    refund = part.refund
    key, order = f"refund:{refund.code}:{part.pk}", refund.order
    if part.payment is None:
        give_back(
            order=order,
            amount=part.amount,
            unique_key=key,
            reason=refund.reason,
            actor=actor,
            now=now,
        )
    else:
        assert order.user is not None
        grant(
            user=order.user,
            amount=part.amount,
            unique_key=key,
            reason=refund.reason,
            order=order,
            actor=actor,
            now=now,
        )
    RefundPart.objects.filter(pk=part.pk).update(state=PartState.SUCCEEDED, settled_at=now)


def settle_part(
    *,
    part: RefundPart,
    succeeded: bool,
    now: dt.datetime,
    actor: User | None = None,
    recipient: str = "",
    detail: str = "",
) -> bool:
    """Record what became of a part; True the first time, False when it was settled before.

    A part that failed gives its sum free again, once: the conditional update lets one teller win.
    """
    with transaction.atomic():
        won = RefundPart.objects.filter(pk=part.pk, state__in=OPEN_PARTS).update(
            state=PartState.SUCCEEDED if succeeded else PartState.FAILED,
            settled_at=now,
            paid_out_by=actor,
            recipient=recipient[:120],
            detail=detail[:200],
        )
        if not won:
            return False
        if not succeeded and part.payment_id is not None:
            Payment.objects.filter(pk=part.payment_id).update(refunded=F("refunded") - part.amount)
        refund = Refund.objects.select_related("order__user").get(pk=part.refund_id)
        add_event(refund, actor=actor, now=now, detail=detail)
        conclude(refund, now=now)
    return True


def conclude(refund: Refund, *, now: dt.datetime) -> None:
    """Bring refund and order up to date with their parts. Inside the transaction of the change."""
    order = Order.objects.select_for_update().get(pk=refund.order_id)
    _follow(order)
    settle_order(order=order, now=now)
    parts = list(refund.parts.all())
    if any(part.state in OPEN_PARTS for part in parts):
        return
    failed = sum(part.amount for part in parts if part.state == PartState.FAILED)
    Refund.objects.filter(pk=refund.pk, state=Refund.State.UNDER_WAY).update(
        state=Refund.State.FAILED if failed else Refund.State.DONE, settled_at=now
    )
    refund.refresh_from_db()
    add_event(refund, actor=None, now=now)
    if failed:
        open_refund_task(
            order=order,
            amount=failed,
            reason=_("The provider did not take the money back."),
            now=now,
            unique_key=f"failed:{refund.code}",
        )
    else:
        tell_refund(refund, now=now)
    note_refund(refund, now=now)


def _follow(order: Order) -> None:
    """The payment state of an order after money went back: refunded, partly, or still paid.

    What stays with the house is compared with what the order costs, so giving back a second
    payment leaves the order paid.
    """
    back = returned(order)
    if back == 0:
        return
    if order.is_open and order.payment_state in NOT_PAID:
        # It was changed and costs more since: what is owed stays owed until it arrives.
        return
    by_credit = CreditUse.objects.filter(order=order).values_list("amount", flat=True).first() or 0
    kept = captured(order) + by_credit - back
    if kept <= 0:
        state = PaymentState.REFUNDED
    elif kept >= order.total + by_credit:
        state = PaymentState.PAID
    else:
        state = PaymentState.PARTLY_REFUNDED
    Order.objects.filter(pk=order.pk).update(payment_state=state)
