"""Money that went back: kept with its sums, without who took it and why."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.users.privacy import Holder, Record, Subject

from .models import Refund, RefundPart, RefundTask

UNDER_WAY = (Refund.State.REQUESTED, Refund.State.UNDER_WAY)


def _read(subject: Subject) -> list[Record]:
    rows = Refund.objects.filter(order__in=orders_of(subject)).order_by("created_at", "pk")
    return list(rows.values("order", "amount", "way", "reason", "state", "created_at"))


def _forget(subject: Subject) -> None:
    """The reason of a refund is part of the books; who held out a hand is not."""
    RefundPart.objects.filter(refund__order__in=orders_of(subject)).update(recipient="")


def _objections(subject: Subject) -> list[str]:
    orders = orders_of(subject)
    is_open = (
        Refund.objects.filter(order__in=orders, state__in=UNDER_WAY).exists()
        or RefundTask.objects.filter(order__in=orders, state=RefundTask.State.OPEN).exists()
    )
    return [gettext("Money is on its way back to you. Wait until it is there.")] if is_open else []


HOLDER = Holder(
    code="refunds",
    label=_("Refunds"),
    models=("refunds.Refund", "refunds.RefundPart", "refunds.RefundTask"),
    read=_read,
    forget=_forget,
    stays=_("The sums are kept for ten years, without a name."),
    objections=_objections,
)
