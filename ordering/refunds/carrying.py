"""Carrying refunds out: asking providers outside of any transaction, and paying out by hand.

A part keeps one reference for ever. Whatever dies between asking and writing down the answer, the
same reference is asked again, and the provider knows it.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import F
from django.utils.translation import gettext as _

from ordering.payments.gateways import Answer, get_gateway
from ordering.payments.models import Status
from site_core.base.errors import DomainError
from site_core.users.models import User

from .limits import MAY_APPROVE, MAY_GIVE, NotYours
from .models import Refund, RefundPart
from .parts import settle_part

logger = logging.getLogger(__name__)
State = RefundPart.State

# Seconds until a provider is asked again; the last one holds from then on.
BACK_OFF = (10, 30, 60, 120, 300, 900, 3600)
# After so many questions without an answer a person should look at the provider's own screen.
STUCK_AFTER = len(BACK_OFF)


class NotToBeDecided(DomainError):
    """This part does not wait for a person."""


def carry_out_due(now: dt.datetime, *, limit: int = 50) -> int:
    """Ask for whatever is due, oldest first; returns how many were settled. Safe beside itself."""
    due = RefundPart.objects.filter(
        state__in=[State.QUEUED, State.ASKED], next_attempt_at__lte=now
    ).select_related("payment")
    settled = 0
    for part in due.order_by("next_attempt_at", "pk")[:limit]:
        try:
            settled += carry_out(part=part, now=now)
        except Exception:
            # Written down as asked: the next round asks again with the same reference.
            logger.exception("part %s of a refund could not be asked for", part.pk)
    return settled


def carry_out(*, part: RefundPart, now: dt.datetime) -> bool:
    """Ask the provider once, if nobody else does; True when the part was settled by it.

    Never inside a transaction. The conditional update lets one of two workers ask.
    """
    wait = BACK_OFF[min(part.attempts, len(BACK_OFF) - 1)]
    claimed = RefundPart.objects.filter(
        pk=part.pk, state=part.state, attempts=part.attempts
    ).update(attempts=F("attempts") + 1, next_attempt_at=now + dt.timedelta(seconds=wait))
    if not claimed:
        return False
    answer = _ask(part)
    if answer.status in {Status.SUCCEEDED, Status.FAILED}:
        return settle_part(
            part=part,
            succeeded=answer.status == Status.SUCCEEDED,
            now=now,
            detail=answer.detail,
        )
    # Pending: the provider has it, so it is only asked how it went. Unknown: asked for again.
    state = State.ASKED if answer.status == Status.PENDING else State.QUEUED
    RefundPart.objects.filter(pk=part.pk, state__in=[State.QUEUED, State.ASKED]).update(
        state=state, detail=answer.detail[:200]
    )
    return False


def _ask(part: RefundPart) -> Answer:
    payment = part.payment
    assert payment is not None, "store credit asks nobody"
    gateway = get_gateway(payment.method)
    if part.state == State.ASKED:
        return gateway.poll_refund(payment, part.reference)
    return gateway.refund(payment, part.amount, part.reference)


def carry_out_refund(*, refund: Refund, now: dt.datetime) -> None:
    """Ask at once for what was just decided, so that the screen can say how it went."""
    for part in refund.parts.filter(state=State.QUEUED, attempts=0).select_related("payment"):
        carry_out(part=part, now=now)


def pay_out(*, part: RefundPart, recipient: str, actor: User, now: dt.datetime) -> None:
    """Somebody put the money of a part into a hand, or sent it by themselves.

    Raises NotYours or NotToBeDecided and changes nothing; a second click pays nothing out.
    """
    if not actor.has_perm(MAY_GIVE):
        raise NotYours(_("You may not give money back."))
    if not recipient.strip():
        raise NotToBeDecided(_("Please say who received the money."))
    if part.state != State.BY_HAND or not settle_part(
        part=part, succeeded=True, recipient=recipient.strip(), actor=actor, now=now
    ):
        raise NotToBeDecided(_("This money does not wait to be paid out."))


def decide_part(
    *, part: RefundPart, arrived: bool, detail: str, actor: User, now: dt.datetime
) -> None:
    """A manager looked at the provider's own screen: it arrived, or it never will.

    Raises NotYours or NotToBeDecided and changes nothing.
    """
    if not actor.has_perm(MAY_APPROVE):
        raise NotYours(_("Only a manager can decide this."))
    if not detail.strip():
        raise NotToBeDecided(_("Please say what you saw."))
    if part.attempts < 1 and part.state != State.BY_HAND:
        raise NotToBeDecided(_("The provider was not asked yet."))
    if not settle_part(part=part, succeeded=arrived, detail=detail.strip(), actor=actor, now=now):
        raise NotToBeDecided(_("Somebody has decided this already."))
