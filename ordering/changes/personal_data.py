"""Earlier contents of an order, and drafts that somebody began."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.users.privacy import Holder, Record, Subject

from .models import Draft, OrderChange

WORDS = ("place", "shown_place", "note")
LINE_WORDS = ("note", "override_reason")


def _changes(subject: Subject) -> QuerySet[OrderChange]:
    return OrderChange.objects.filter(order__in=orders_of(subject)).order_by("at", "pk")


def _read(subject: Subject) -> list[Record]:
    return list(_changes(subject).values("order", "before", "after", "at"))


def _without_words(content: dict[str, Any]) -> dict[str, Any]:
    lines = [{**line, **dict.fromkeys(LINE_WORDS, "")} for line in content["lines"]]
    return {**content, **dict.fromkeys(WORDS, ""), "lines": lines}


def _forget(subject: Subject) -> None:
    for change in _changes(subject):
        change.before = _without_words(change.before)
        change.after = _without_words(change.after)
        change.reason = ""
        change.save(update_fields=["before", "after", "reason"])
    drafts = Q(order__in=orders_of(subject))
    if subject.user is not None:
        drafts |= Q(customer=subject.user)
    for draft in Draft.objects.filter(drafts).select_related("cart"):
        # Its cart is nobody's but the draft's, and takes the draft with it.
        draft.cart.delete()


HOLDER = Holder(
    code="changes",
    label=_("Changes of orders"),
    models=("changes.OrderChange", "changes.Draft"),
    read=_read,
    forget=_forget,
    stays=_("Dishes and amounts are kept for ten years, without a place or note."),
)
