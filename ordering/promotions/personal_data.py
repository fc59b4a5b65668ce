"""Which promotions somebody used. Counters know people by a keyed digest only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import PromotionUse


def _read(subject: Subject) -> list[Record]:
    if subject.user is None:
        return []
    rows = PromotionUse.objects.filter(user=subject.user).order_by("reserved_at", "pk")
    return list(rows.values("promotion__name", "amount", "state", "reserved_at"))


def _forget(subject: Subject) -> None:
    if subject.user is not None:
        PromotionUse.objects.filter(user=subject.user).update(user=None)


HOLDER = Holder(
    code="promotions",
    label=_("Offers you used"),
    models=("promotions.PromotionUse",),
    read=_read,
    forget=_forget,
    stays=_("How often each offer was used is kept, so that its limits hold."),
)
