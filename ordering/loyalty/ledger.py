"""The one place where points move: entry, balance, debt and lots together, under one lock.

The account is locked after everything else that an order locks: money, order, slot, portions,
uses of promotions, store credit, points. So no two transactions wait for each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from ordering.delivery.schedule import today
from ordering.orders.models import Order
from site_core.base.errors import DomainError
from site_core.users.models import User

from .arithmetic import months_later
from .models import LoyaltyRules, PointsAccount, PointsEntry, PointsLot

Kind = PointsEntry.Kind
# What was given in error is taken back even where it is spent: then points are owed.
MAY_OWE = frozenset({Kind.TAKE_BACK})


class NotEnoughPoints(DomainError):
    """The balance does not hold that many; nothing was written."""


def account_of(user: User) -> PointsAccount:
    """Made when it is first needed."""
    return PointsAccount.objects.get_or_create(user=user)[0]


def lock_account(account_id: int) -> PointsAccount:
    """Whoever moves points does it one after the other. Inside a transaction only."""
    return PointsAccount.objects.select_for_update().get(pk=account_id)


def post(
    *,
    account_id: int,
    kind: Kind,
    points: int,
    unique_key: str,
    rules: LoyaltyRules,
    now: dt.datetime,
    order: Order | None = None,
    actor: User | None = None,
    reason: str = "",
    expires_on: dt.date | None = None,
) -> tuple[PointsEntry, bool]:
    """Write one movement of `points`; False when the key was used before, and nothing is written.

    Received points first pay a debt; what is left of them is a lot until `expires_on` (else the
    lifetime of the rules). Used points come from the lots that expire first; what is taken back
    comes from the order's own lot before. Raises NotEnoughPoints and changes nothing.
    """
    with transaction.atomic():
        account = lock_account(account_id)
        known = PointsEntry.objects.filter(unique_key=unique_key).first()
        if known is not None:
            return known, False
        before = account.balance - account.debt
        after = before + points
        if points < 0 and after < 0 and kind not in MAY_OWE:
            raise NotEnoughPoints(_("There are not enough points for that."))
        entry = PointsEntry.objects.create(
            account=account,
            kind=kind,
            points=points,
            balance_after=after,
            rules=rules,
            order=order,
            reason=reason[:200],
            unique_key=unique_key,
            actor=actor,
            at=now,
        )
        if points > 0:
            last_day = expires_on or months_later(today(now), rules.lifetime_months)
            _keep(entry, min(points, max(after, 0)), last_day)
        else:
            own = order if kind == Kind.TAKE_BACK else None
            _use_lots(account, min(-points, account.balance), own)
        account.balance, account.debt = max(after, 0), max(-after, 0)
        account.save(update_fields=["balance", "debt"])
    return entry, True


def _keep(entry: PointsEntry, points: int, expires_on: dt.date) -> None:
    """Nothing is kept of points that all went into a debt."""
    if points:
        PointsLot.objects.create(
            account=entry.account, entry=entry, points=points, left=points, expires_on=expires_on
        )


def _use_lots(account: PointsAccount, points: int, own: Order | None) -> None:
    """First in, first out; of an order that is taken back, its own points first."""
    used = []
    for lot in _lots_in_turn(account, own):
        if points == 0:
            break
        part = min(lot.left, points)
        lot.left -= part
        points -= part
        used.append(lot)
    assert points == 0, "the lots of an account add up to its balance"
    PointsLot.objects.bulk_update(used, ["left"])


def _lots_in_turn(account: PointsAccount, own: Order | None) -> Iterator[PointsLot]:
    """A few at a time: an account may have thousands, and a meal needs the first of them."""
    lots = account.lots.filter(left__gt=0).order_by("expires_on", "pk")
    mine = list(lots.filter(entry__order=own, entry__kind=Kind.EARN)) if own else []
    yield from mine
    yield from lots.exclude(pk__in=[lot.pk for lot in mine]).iterator(chunk_size=100)
