"""What is written whenever a subscription changes: an event for the house, a message for people."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from ordering.orders.values import Contact
from site_core.notifications.services import queue_message
from site_core.users.models import User

from .models import Subscription, SubscriptionEvent


def contact_of(subscription: Subscription) -> Contact:
    return Contact(
        name=subscription.customer_name,
        phone=subscription.phone,
        email=subscription.email,
        language=subscription.language,
        user=subscription.user,
    )


def subscription_url(subscription: Subscription) -> str:
    with override(subscription.language):
        return f"{settings.SITE_BASE_URL}{reverse('plan', args=[subscription.code])}"


def date_words(date: dt.date) -> str:
    """ "Friday 27 November" in the current language."""
    return date_format(date, "l j F")


def record(
    subscription: Subscription,
    kind: SubscriptionEvent.Kind,
    *,
    actor: User | None,
    now: dt.datetime,
    detail: str = "",
    reason: str = "",
) -> SubscriptionEvent:
    """Add an event. `detail` is for staff: codes and dates, nothing about health. `reason` is what
    staff wrote when they acted for somebody."""
    return SubscriptionEvent.objects.create(
        subscription=subscription,
        kind=kind,
        detail=detail[:200],
        reason=reason[:200],
        actor=actor,
        at=now,
    )


def tell(
    subscription: Subscription,
    *,
    key: str,
    unique: str,
    now: dt.datetime,
    what: str = "",
    is_loud: bool = True,
    **context: str,
) -> None:
    """Queue a message to whoever subscribed. `what` is a sentence in their language.

    Small news (`is_loud` False) go by e-mail, and by phone only to whoever has no e-mail.
    """
    queue_message(
        key=key,
        unique_key=f"{key}:{subscription.code}:{unique}",
        language=subscription.language,
        context={
            "name": subscription.customer_name,
            "plan": subscription.plan.name_in(subscription.language),
            "what": what,
            "link": subscription_url(subscription),
            **context,
        },
        now=now,
        email=subscription.email,
        phone=subscription.phone if is_loud or not subscription.email else "",
    )
