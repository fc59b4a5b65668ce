"""Store credit: money of a customer, so it is used up or paid out before anybody is forgotten."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from site_core.base.money import format_rwf
from site_core.users.privacy import Holder, Record, Subject

from .models import CreditAccount, CreditEntry
from .selectors import balance_of


def _read(subject: Subject) -> list[Record]:
    if subject.user is None:
        return []
    rows = CreditEntry.objects.filter(account__user=subject.user).order_by("at", "pk")
    return list(rows.values("kind", "amount", "balance_after", "reason", "at"))


def _forget(subject: Subject) -> None:
    """The entries stay: their sums are part of the books."""
    if subject.user is None:
        return
    CreditEntry.objects.filter(account__user=subject.user).update(reason="")
    CreditAccount.objects.filter(user=subject.user).update(user=None)


def _objections(subject: Subject) -> list[str]:
    balance = balance_of(subject.user)
    if not balance:
        return []
    return [
        gettext("You have %(amount)s of store credit with us. Use it, or ask us to pay it out.")
        % {"amount": format_rwf(balance)}
    ]


HOLDER = Holder(
    code="store_credit",
    label=_("Store credit"),
    models=("credit.CreditAccount", "credit.CreditEntry"),
    read=_read,
    forget=_forget,
    stays=_("The sums are kept for ten years, without a name."),
    objections=_objections,
)
