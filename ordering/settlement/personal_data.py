"""Rows of a provider's statement: the amount stays, whose phone it came from does not."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.users.privacy import Holder, Record, Subject

from .models import StatementRow


def _rows(subject: Subject) -> QuerySet[StatementRow]:
    return StatementRow.objects.filter(payment__order__in=orders_of(subject))


def _read(subject: Subject) -> list[Record]:
    rows = _rows(subject).order_by("booked_on", "pk")
    return list(rows.values("account", "booked_on", "amount", "reference", "phone", "payer"))


def _forget(subject: Subject) -> None:
    _rows(subject).update(phone="", payer="", text="")


HOLDER = Holder(
    code="statements",
    label=_("Your payments on our account statements"),
    models=("settlement.StatementRow",),
    read=_read,
    forget=_forget,
    stays=_("The sums are kept for ten years, without a name."),
)
