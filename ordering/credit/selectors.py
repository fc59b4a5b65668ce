"""Reading store credit: what an account has, how it came about, and whether the sums agree."""

from __future__ import annotations

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from ordering.orders.models import Order
from site_core.users.models import User

from .models import CreditAccount, CreditEntry, CreditUse


def balance_of(user: User | None) -> int:
    """What the account can spend, in RWF; nothing for a guest. One query."""
    if user is None:
        return 0
    balance = CreditAccount.objects.filter(user=user).values_list("balance", flat=True).first()
    return balance or 0


def credit_history(user: User) -> QuerySet[CreditEntry]:
    """What came and went, newest first."""
    entries = CreditEntry.objects.filter(account__user=user).select_related("order")
    return entries.order_by("-at", "-pk")


def credit_left_of(order: Order) -> int:
    """What the order was paid with store credit and has not been given back, in RWF."""
    use = CreditUse.objects.filter(order=order).first()
    return use.left if use else 0


def wrong_balances() -> QuerySet[CreditAccount]:
    """Accounts whose balance is not the sum of their entries. There must be none."""
    return CreditAccount.objects.annotate(written=Coalesce(Sum("entries__amount"), 0)).exclude(
        balance=F("written")
    )
