"""Receipts and credit notes: the one paper that keeps a name, because tax law keeps it whole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.users.privacy import Holder, Record, Subject

from .models import Receipt


def _read(subject: Subject) -> list[Record]:
    rows = Receipt.objects.filter(order__in=orders_of(subject)).order_by("issued_at", "pk")
    return [
        {
            "number": row.number,
            "amount": row.amount,
            "issued_at": row.issued_at,
            "paper": row.snapshot,
        }
        for row in rows
    ]


def _forget(subject: Subject) -> None:
    """A paper that was given out is never changed; nothing else leads from it to the person."""


HOLDER = Holder(
    code="receipts",
    label=_("Receipts"),
    models=("receipts.Receipt",),
    read=_read,
    forget=_forget,
    stays=_("Tax law keeps receipts as they were given out, for ten years."),
)
