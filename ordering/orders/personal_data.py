"""Orders: kept with their sums for ten years, without a name, a number, a bed or a note."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from site_core.notifications.models import OutboxMessage
from site_core.users.privacy import Holder, Record, Subject

from .models import Order, OrderEvent, OrderLine
from .states import State

OVER = (State.DELIVERED, State.CANCELLED, State.FAILED)
# What stands on an order about a person, and what it becomes.
BLANK = {
    "user": None,
    "customer_name": "",
    "phone": "",
    "email": "",
    "bed": None,
    "area": None,
    "ward_name": "",
    "place": "",
    "shown_place": "",
    "directions": "",
    "eater": None,
    "eater_name": "",
    "note": "",
    "changed_words": "",
}


def orders_of(subject: Subject) -> QuerySet[Order]:
    """Of the account, and those that were placed without one under an address of this person."""
    contact = Q(phone__in=subject.phones) | subject.has_email("email")
    whose = Q(user__isnull=True) & contact
    if subject.user is not None:
        whose |= Q(user=subject.user)
    return Order.objects.filter(whose)


def _read(subject: Subject) -> list[Record]:
    orders = orders_of(subject).order_by("placed_at", "pk").prefetch_related("lines", "events")
    return [
        {
            "number": order.number,
            "placed_at": order.placed_at,
            "state": order.state,
            "name": order.customer_name,
            "phone": order.phone,
            "email": order.email,
            "place": order.place,
            "directions": order.directions,
            "for": order.eater_name,
            "note": order.note,
            "subtotal": order.subtotal,
            "discount": order.discount,
            "delivery": order.fee,
            "store_credit": order.credit,
            "total": order.total,
            "currency": order.currency,
            "payment_method": order.payment_method,
            "lines": [
                {
                    "dish": line.name,
                    "choices": line.choices,
                    "note": line.note,
                    "quantity": line.quantity,
                    "amount": line.gross,
                }
                for line in order.lines.all()
            ],
            "events": [{"state": event.to_state, "at": event.at} for event in order.events.all()],
        }
        for order in orders
    ]


def _forget(subject: Subject) -> None:
    """Messages about an order went to whatever was typed into it, so they are found by its code."""
    keys = dict(orders_of(subject).values_list("pk", "code"))
    for code in keys.values():
        OutboxMessage.objects.filter(unique_key__contains=f":{code}:").delete()
    OrderLine.objects.filter(order__in=keys).update(note="", override_reason="")
    OrderEvent.objects.filter(order__in=keys).update(reason="")
    Order.objects.filter(pk__in=keys).update(**BLANK)


def _objections(subject: Subject) -> list[str]:
    numbers = orders_of(subject).exclude(state__in=OVER).order_by("pk").values_list("pk", flat=True)
    return [
        gettext("Order #%(number)s is still on its way. Wait until it is there, or cancel it.")
        % {"number": number}
        for number in numbers
    ]


HOLDER = Holder(
    code="orders",
    label=_("Orders"),
    models=("orders.Order", "orders.OrderLine", "orders.OrderEvent"),
    read=_read,
    forget=_forget,
    stays=_("Dishes, amounts and times are kept for ten years, without a name, number or place."),
    objections=_objections,
)
