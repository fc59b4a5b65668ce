"""Who eats, and what they must not eat: health data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import Eater


def _read(subject: Subject) -> list[Record]:
    if subject.user is None:
        return []
    rows = Eater.objects.filter(owner=subject.user).order_by("created_at", "pk")
    return list(rows.values("name", "avoids", "needs", "is_current", "created_at"))


def _forget(subject: Subject) -> None:
    if subject.user is not None:
        Eater.objects.filter(owner=subject.user).delete()


HOLDER = Holder(
    code="eaters",
    label=_("People you order for, with allergies and diets"),
    models=("dietary.Eater",),
    read=_read,
    forget=_forget,
)
