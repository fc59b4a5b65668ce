"""Uses of promotions: reserved with an order, given back once when it falls, kept when it is eaten.

Every limit is a counter that is moved by one conditional UPDATE, so that of many buyers at once no
more than allowed can win; on SQLite and PostgreSQL alike.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Promotion, PromotionUse, UseCounter, UseEntry
from .uses import ALL, all_keys
from .values import Customer, Grant

State = PromotionUse.State


class UsedUp(DomainError):
    """Somebody else took the last use of a promotion since it was shown."""


def reserve_uses(
    *,
    grants: Sequence[Grant],
    token: uuid.UUID,
    user: User | None,
    phone: str,
    now: dt.datetime,
) -> None:
    """Count the promotions of an order, or raise UsedUp.

    Must run inside the transaction that places the order, which a refusal undoes as a whole; the
    use is unique for promotion and token. Last of all that placing takes: counters are shared by
    everybody, and are locked in the order of promotion and key, so no two placings wait for each
    other.
    """
    customer = Customer(user.pk if user else None, phone)
    keys = all_keys(customer, now)
    for grant in sorted(grants, key=lambda grant: grant.promotion.pk):
        use = PromotionUse.objects.create(
            promotion=grant.promotion,
            checkout_token=token,
            user=user,
            keys=keys,
            amount=grant.discount.amount,
            reserved_at=now,
        )
        _write(use, UseEntry.Kind.RESERVED, uses=1, amount=use.amount, now=now)
        if not _count(grant.promotion, keys, amount=use.amount):
            raise UsedUp(_used_up_words(grant.promotion))


def _used_up_words(promotion: Promotion) -> str:
    return _("“%(offer)s” has just been used up.") % {"offer": promotion.localized_name}


def _count(promotion: Promotion, keys: Sequence[str], *, amount: int, uses: int = 1) -> bool:
    """Move the counters up within their limits; False when one of them is full."""
    UseCounter.objects.bulk_create(
        [UseCounter(promotion=promotion, key=key) for key in keys], ignore_conflicts=True
    )
    for key in keys:
        rows = UseCounter.objects.filter(promotion=promotion, key=key)
        limit = _limit(promotion, key)
        if uses and limit is not None:
            rows = rows.filter(uses__lte=limit - uses)
        if amount > 0 and key == ALL and promotion.budget is not None:
            rows = rows.filter(amount__lte=promotion.budget - amount)
        if not rows.update(uses=F("uses") + uses, amount=F("amount") + amount):
            return False
    return True


def _limit(promotion: Promotion, key: str) -> int | None:
    if key == ALL:
        return promotion.max_uses
    return promotion.max_uses_per_day if key.startswith("day:") else promotion.max_uses_per_customer


def release_uses(*, token: uuid.UUID, now: dt.datetime) -> int:
    """An order fell: its uses are free again. Returns how many; safe to repeat.

    The conditional update of the state lets a second release find nothing.
    """
    with transaction.atomic():
        return sum(_release(use, now) for use in _uses_of(token).exclude(state=State.RELEASED))


def _release(use: PromotionUse, now: dt.datetime) -> bool:
    won = PromotionUse.objects.filter(pk=use.pk, state=use.state).update(state=State.RELEASED)
    if not won:
        return False
    _write(use, UseEntry.Kind.RELEASED, uses=-1, amount=-use.amount, now=now)
    for key in use.keys:
        UseCounter.objects.filter(promotion=use.promotion_id, key=key).update(
            uses=F("uses") - 1, amount=F("amount") - use.amount
        )
    return True


def keep_uses(*, token: uuid.UUID, now: dt.datetime) -> int:
    """An order was handed over: its uses are used for good. Returns how many; safe to repeat."""
    with transaction.atomic():
        kept = 0
        for use in _uses_of(token).filter(state=State.RESERVED):
            won = PromotionUse.objects.filter(pk=use.pk, state=State.RESERVED).update(
                state=State.KEPT
            )
            if won:
                _write(use, UseEntry.Kind.KEPT, uses=0, amount=0, now=now)
                kept += 1
    return kept


def rebook_uses(*, token: uuid.UUID, grants: Sequence[Grant], now: dt.datetime) -> None:
    """An order has another content: its uses take off what `grants` say now, or are given back.

    Must run inside the transaction that changes the order. Raises UsedUp where a budget does not
    hold what came on top. Safe to repeat.
    """
    amounts = {grant.promotion.pk: grant.discount.amount for grant in grants}
    for use in _uses_of(token).filter(state=State.RESERVED).select_related("promotion"):
        amount = amounts.get(use.promotion_id)
        if amount is None:
            _release(use, now)
            continue
        difference = amount - use.amount
        won = PromotionUse.objects.filter(
            pk=use.pk, state=State.RESERVED, amount=use.amount
        ).update(amount=amount)
        if not won or not difference:
            continue
        _write(use, UseEntry.Kind.CHANGED, uses=0, amount=difference, now=now)
        if not _count(use.promotion, use.keys, amount=difference, uses=0):
            raise UsedUp(_used_up_words(use.promotion))


def claim_again(*, token: uuid.UUID, now: dt.datetime) -> bool:
    """An order that had fallen is to live again, at the price that was agreed.

    True when its promotions allow it, and their uses are then reserved as before. False when one of
    them is used up meanwhile: nothing was changed. True also for an order without promotions.
    Safe to repeat.
    """
    try:
        with transaction.atomic():
            for use in _uses_of(token).filter(state=State.RELEASED).select_related("promotion"):
                won = PromotionUse.objects.filter(pk=use.pk, state=State.RELEASED).update(
                    state=State.RESERVED
                )
                if not won:
                    continue
                _write(use, UseEntry.Kind.RESERVED, uses=1, amount=use.amount, now=now)
                if not _count(use.promotion, use.keys, amount=use.amount):
                    raise UsedUp(_used_up_words(use.promotion))
    except UsedUp:
        return False
    return True


def _uses_of(token: uuid.UUID) -> QuerySet[PromotionUse]:
    return PromotionUse.objects.filter(checkout_token=token).order_by("promotion")


def _write(
    use: PromotionUse, kind: UseEntry.Kind, *, uses: int, amount: int, now: dt.datetime
) -> None:
    UseEntry.objects.create(use=use, kind=kind, uses=uses, amount=amount, at=now)
