"""Payments: kept with the provider's number, without whose phone it was."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.users.privacy import Holder, Record, Subject

from .models import PayLink, Payment


def _payments(subject: Subject) -> QuerySet[Payment]:
    return Payment.objects.filter(order__in=orders_of(subject))


def _read(subject: Subject) -> list[Record]:
    rows = _payments(subject).order_by("created_at", "pk")
    return list(
        rows.values(
            "order", "method", "amount", "refunded", "currency", "status",
            "payer_phone", "payer_name", "provider_id", "created_at", "settled_at",
        )
    )  # fmt: skip


def _forget(subject: Subject) -> None:
    PayLink.objects.filter(order__in=orders_of(subject)).delete()
    _payments(subject).update(payer_phone="", payer_name="")


HOLDER = Holder(
    code="payments",
    label=_("Payments"),
    models=("payments.Payment", "payments.PayLink"),
    read=_read,
    forget=_forget,
    stays=_("Amounts and the provider’s numbers are kept for ten years, without a name or phone."),
)
