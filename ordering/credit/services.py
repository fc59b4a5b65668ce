"""The one place where store credit moves. Every deed has a key and is done once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import CreditAccount, CreditEntry, CreditUse


class NotEnoughCredit(DomainError):
    """The balance does not hold that much; nothing was written."""


class NothingToGiveBack(DomainError):
    """More would be given back than the order used."""


def grant(
    *,
    user: User,
    amount: int,
    reason: str,
    unique_key: str,
    now: dt.datetime,
    actor: User | None = None,
    order: Order | None = None,
) -> CreditEntry:
    """Give an account `amount` RWF (> 0). Safe to repeat: the same key is given once."""
    with transaction.atomic():
        return _post(
            account=_account_of(user),
            kind=CreditEntry.Kind.GRANT,
            amount=amount,
            order=order,
            reason=reason,
            unique_key=unique_key,
            actor=actor,
            now=now,
        )[0]


def spend(*, user: User, amount: int, order: Order, now: dt.datetime) -> CreditEntry:
    """Pay `amount` RWF (> 0) of an order. Raises NotEnoughCredit and changes nothing.

    Must run inside the transaction of what is paid for. Safe to repeat: an order is paid with
    credit once.
    """
    with transaction.atomic():
        account = _account_of(user)
        entry, is_new = _post(
            account=account,
            kind=CreditEntry.Kind.SPEND,
            amount=-amount,
            order=order,
            reason="",
            unique_key=f"order:{order.code}",
            actor=user,
            now=now,
        )
        if is_new:
            CreditUse.objects.create(order=order, account=account, amount=amount)
        return entry


def give_back(
    *,
    order: Order,
    amount: int,
    unique_key: str,
    reason: str,
    now: dt.datetime,
    actor: User | None = None,
) -> CreditEntry:
    """Return `amount` RWF (> 0) of the credit that an order used, at most what it used in all.

    Raises NothingToGiveBack and changes nothing. Safe to repeat: the same key is given back once.
    """
    with transaction.atomic():
        use = CreditUse.objects.select_related("account").filter(order=order).first()
        if use is None:
            raise NothingToGiveBack(_("This order was not paid with store credit."))
        entry, is_new = _post(
            account=use.account,
            kind=CreditEntry.Kind.GIVE_BACK,
            amount=amount,
            order=order,
            reason=reason,
            unique_key=unique_key,
            actor=actor,
            now=now,
        )
        # Stops two refunds at once from giving back together more than was used.
        if is_new and not CreditUse.objects.filter(
            pk=use.pk, given_back__lte=F("amount") - amount
        ).update(given_back=F("given_back") + amount):
            raise NothingToGiveBack(_("The credit of this order has been given back already."))
        return entry


def _account_of(user: User) -> CreditAccount:
    return CreditAccount.objects.get_or_create(user=user)[0]


def _post(
    *,
    account: CreditAccount,
    kind: CreditEntry.Kind,
    amount: int,
    order: Order | None,
    reason: str,
    unique_key: str,
    actor: User | None,
    now: dt.datetime,
) -> tuple[CreditEntry, bool]:
    """Write one entry and move the balance with it; False when the key was used before.

    The conditional update locks the balance until the end of the transaction, so the sum that is
    copied into the entry is the one that follows the entry before it.
    """
    known = CreditEntry.objects.filter(unique_key=unique_key).first()
    if known is not None:
        return known, False
    moved = CreditAccount.objects.filter(pk=account.pk, balance__gte=-amount).update(
        balance=F("balance") + amount
    )
    if not moved:
        raise NotEnoughCredit(_("There is not enough store credit for that."))
    account.refresh_from_db(fields=["balance"])
    # Somebody may have written this key while we waited for the balance: their row stands, and
    # our own movement is undone.
    known = CreditEntry.objects.filter(unique_key=unique_key).first()
    if known is not None:
        CreditAccount.objects.filter(pk=account.pk).update(balance=F("balance") - amount)
        return known, False
    return (
        CreditEntry.objects.create(
            account=account,
            kind=kind,
            amount=amount,
            balance_after=account.balance,
            order=order,
            reason=reason[:200],
            unique_key=unique_key,
            actor=actor,
            at=now,
        ),
        True,
    )
