"""Asking for a rating a while after the meal, in three languages; once an order."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from ordering.orders.models import Order
from ordering.orders.states import State
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message

from .models import Rating

KEY = "please_rate"
# Time to eat in peace.
ASK_AFTER = dt.timedelta(minutes=90)
# What could not be asked for within a day is left alone.
NOT_LATER_THAN = dt.timedelta(days=1)
AT_ONCE = 200


def rate_url(order: Order) -> str:
    with override(order.language):
        return f"{settings.SITE_BASE_URL}{reverse('order_rate', args=[order.code])}"


def ask_for_ratings(now: dt.datetime) -> int:
    """Queue the question for meals that were handed over a while ago; returns how many.

    Safe to repeat and to run beside itself: an order that was asked has a row, and the message has
    a unique key. Only those with an e-mail address are asked: a text message costs, and disturbs.
    """
    handed_over = Order.objects.filter(
        state=State.DELIVERED,
        # The index of the boards leads by promise; an order is never that late.
        promised_until__gte=now - 3 * NOT_LATER_THAN,
        state_changed_at__range=(now - NOT_LATER_THAN, now - ASK_AFTER),
        rating__isnull=True,
    ).exclude(email="")
    # Paying for a plan hands over no meal.
    handed_over = handed_over.exclude(kind=Order.Kind.PLAN)
    return sum(_ask(order, now) for order in handed_over.order_by("pk")[:AT_ONCE])


def _ask(order: Order, now: dt.datetime) -> bool:
    with transaction.atomic():
        _rating, created = Rating.objects.get_or_create(order=order, defaults={"asked_at": now})
        if created:
            queue_message(
                key=KEY,
                unique_key=f"{KEY}:{order.code}",
                language=order.language,
                context={
                    "name": order.customer_name,
                    "number": f"#{order.number}",
                    "link": rate_url(order),
                },
                now=now,
                email=order.email,
            )
    return created


register(
    MessageKind(
        key=KEY,
        placeholders=frozenset({"name", "number", "link"}),
        texts={
            "email": {
                "en": Text(
                    subject="How was your meal?",
                    body="Dear {name},\n\nWe hope it did you good. Would you tell us how it was? It takes "
                    "half a minute, and our cooks read every word.\n\n{link}\n\nOrder {number}. We ask once only.",
                ),
                "fr": Text(
                    subject="Comment était votre repas ?",
                    body="Bonjour {name},\n\nNous espérons qu’il vous a fait du bien. Voulez-vous nous dire "
                    "comment c’était ? Cela prend une demi-minute, et nos cuisiniers lisent chaque "
                    "mot.\n\n{link}\n\nCommande {number}. Nous ne demandons qu’une seule fois.",
                ),
                "rw": Text(
                    subject="Ifunguro ryari rimeze rite?",
                    body="Muraho {name},\n\nTwizeye ko ryabaguye neza. Mwatubwira uko ryari rimeze? Bifata "
                    "igice cy’umunota, kandi abatetsi bacu basoma ijambo ryose.\n\n{link}\n\n"
                    "Komande {number}. Tubibaza rimwe gusa.",
                ),
            },
        },
    )
)
