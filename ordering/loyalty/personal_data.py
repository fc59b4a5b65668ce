"""Points: the ledger stays with its sums, whose they were does not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import PointsAccount, PointsEntry


def _read(subject: Subject) -> list[Record]:
    if subject.user is None:
        return []
    accounts = PointsAccount.objects.filter(user=subject.user)
    entries = PointsEntry.objects.filter(account__user=subject.user).order_by("at", "pk")
    return [
        *accounts.values("balance", "debt", "tier", "birth_month", "birth_day"),
        *entries.values("kind", "points", "balance_after", "reason", "at"),
    ]


def _forget(subject: Subject) -> None:
    if subject.user is None:
        return
    PointsEntry.objects.filter(account__user=subject.user).update(reason="")
    PointsAccount.objects.filter(user=subject.user).update(
        user=None, birth_month=None, birth_day=None
    )


HOLDER = Holder(
    code="points",
    label=_("Points"),
    models=("loyalty.PointsAccount", "loyalty.PointsEntry", "loyalty.Adjustment"),
    read=_read,
    forget=_forget,
    stays=_("How many points came and went is kept, without a name. What is left is lost."),
)
