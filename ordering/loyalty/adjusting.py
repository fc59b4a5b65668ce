"""Points given or taken by hand: with a reason, and above a limit by two people."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.users.models import User

from .ledger import Kind, account_of, post
from .models import Adjustment, PointsAccount
from .rules import rules_at

MAY_ADJUST = "loyalty.adjust_points"
MAY_APPROVE = "loyalty.approve_points"
State = Adjustment.State


class CannotAdjust(DomainError):
    """Not by this person, or not any more; nothing was changed."""


def adjust_points(
    *, user: User, points: int, reason: str, actor: User, token: uuid.UUID, now: dt.datetime
) -> Adjustment:
    """Give (or, below zero, take) points, or ask a second person where the rules say so.

    Safe to repeat: one token is one adjustment. Raises CannotAdjust or NotEnoughPoints and changes
    nothing.
    """
    if points == 0:
        raise CannotAdjust(_("Please give more than nothing."))
    if not reason.strip():
        raise CannotAdjust(_("Please say why."))
    if user.pk == actor.pk:
        raise CannotAdjust(_("Nobody adjusts their own points."))
    account = account_of(user)
    with transaction.atomic():
        adjustment, is_new = Adjustment.objects.get_or_create(
            token=token,
            defaults={
                "account": account,
                "points": points,
                "reason": reason.strip()[:200],
                "state": State.REQUESTED,
                "requested_by": actor,
                "created_at": now,
            },
        )
        if is_new and abs(points) <= rules_at(now).second_person_above:
            _carry_out(adjustment, actor, now)
    return adjustment


def approve_adjustment(*, adjustment: Adjustment, actor: User, now: dt.datetime) -> None:
    """A second person agrees. Raises CannotAdjust or NotEnoughPoints and changes nothing."""
    if actor.pk in {adjustment.requested_by_id, adjustment.account.user_id}:
        raise CannotAdjust(_("Nobody agrees to what they asked for, or to their own points."))
    with transaction.atomic():
        _carry_out(adjustment, actor, now)


def reject_adjustment(*, adjustment: Adjustment, actor: User, now: dt.datetime) -> None:
    """A second person does not agree, or whoever asked takes it back. Raises CannotAdjust."""
    _settle(adjustment, State.REJECTED, actor, now)


def _carry_out(adjustment: Adjustment, actor: User, now: dt.datetime) -> None:
    _settle(adjustment, State.DONE, actor, now)
    post(
        account_id=adjustment.account_id,
        kind=Kind.ADJUST,
        points=adjustment.points,
        unique_key=f"adjust:{adjustment.token}",
        rules=rules_at(now),
        now=now,
        actor=adjustment.requested_by,
        reason=adjustment.reason,
    )


def _settle(adjustment: Adjustment, state: str, actor: User, now: dt.datetime) -> None:
    """The conditional update lets one of two people who decide at once win."""
    won = Adjustment.objects.filter(pk=adjustment.pk, state=State.REQUESTED).update(
        state=state, decided_by=actor, settled_at=now
    )
    if not won:
        raise CannotAdjust(_("Somebody has decided about this already."))
    adjustment.refresh_from_db()


def waiting_adjustments(account: PointsAccount) -> list[Adjustment]:
    """Newest first. One query."""
    waiting = account.adjustments.filter(state=State.REQUESTED).select_related("requested_by")
    return list(waiting.order_by("-created_at", "-pk"))
