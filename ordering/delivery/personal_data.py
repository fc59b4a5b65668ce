"""Kept places."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import Address


def _read(subject: Subject) -> list[Record]:
    if subject.user is None:
        return []
    rows = Address.objects.filter(user=subject.user).order_by("created_at", "pk")
    return [
        {
            "label": row.label,
            "bed": str(row.bed or ""),
            "area": str(row.area or ""),
            "directions": row.directions,
            "created_at": row.created_at,
        }
        for row in rows.select_related("bed__room__ward", "area")
    ]


def _forget(subject: Subject) -> None:
    if subject.user is not None:
        Address.objects.filter(user=subject.user).delete()


HOLDER = Holder(
    code="places",
    label=_("Places you keep"),
    models=("delivery.Address",),
    read=_read,
    forget=_forget,
)
