"""Whom a campaign may go to, as a registry: other apps add theirs when they start.

A segment narrows down confirmed subscribers by what they ordered. It never sees a profile of
health: a taste is read from dishes ordered, and tags that speak of an illness are no taste.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import INCLUDED_IN, DietaryTag
from ordering.catalogue.models import MenuItem
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.subscriptions.models import Subscription

if TYPE_CHECKING:
    from .models import Campaign

# Diabetic-friendly, low-sodium, low-fat, gluten-free, post-surgery and soft would say what
# somebody suffers from: sensitive data (law 058/2021), and no business of marketing.
TASTES = (
    DietaryTag.VEGETARIAN,
    DietaryTag.VEGAN,
    DietaryTag.HIGH_PROTEIN,
    DietaryTag.HIGH_FIBRE,
)
Select = Callable[[QuerySet[Any], "Campaign", dt.datetime], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Segment:
    """`select` narrows subscribers down; `field` is the campaign's field that it needs, if any."""

    code: str
    label: str | Promise
    select: Select
    field: str = ""


_segments: dict[str, Segment] = {}


def register(segment: Segment) -> None:
    _segments[segment.code] = segment


def get_segment(code: str) -> Segment:
    return _segments[code]


def segment_choices() -> list[tuple[str, Any]]:
    return [(segment.code, segment.label) for segment in _segments.values()]


def taste_choices() -> list[tuple[str, Any]]:
    return [(tag.value, tag.label) for tag in TASTES]


def emails_of(orders: QuerySet[Order]) -> Q:
    """Subscribers who placed one of these orders, as a guest or with an account."""
    guests = orders.exclude(email="").annotate(address=Lower("email")).values("address")
    accounts = orders.exclude(user=None).exclude(user__email=None).values("user__email")
    return Q(email__in=guests) | Q(email__in=accounts)


def real_orders() -> QuerySet[Order]:
    return Order.objects.exclude(state=State.CANCELLED)


def _everyone(people: QuerySet[Any], campaign: Campaign, now: dt.datetime) -> QuerySet[Any]:
    return people


def _never_ordered(people: QuerySet[Any], campaign: Campaign, now: dt.datetime) -> QuerySet[Any]:
    return people.exclude(emails_of(real_orders()))


def _not_lately(people: QuerySet[Any], campaign: Campaign, now: dt.datetime) -> QuerySet[Any]:
    """Ordered once, but not in the last so many days."""
    since = now - dt.timedelta(days=campaign.segment_days)
    lately = real_orders().filter(placed_at__gte=since)
    return people.filter(emails_of(real_orders())).exclude(emails_of(lately))


def _likes(people: QuerySet[Any], campaign: Campaign, now: dt.datetime) -> QuerySet[Any]:
    """Ordered a dish that carries the tag today."""
    if campaign.segment_tag not in TASTES:
        return people.none()
    tags = {campaign.segment_tag} | INCLUDED_IN.get(campaign.segment_tag, frozenset())
    rows = MenuItem.objects.values_list("pk", "tags")
    items = [pk for pk, own in rows if tags & set(own)]
    return people.filter(emails_of(real_orders().filter(lines__item_id__in=items)))


def _subscribers(people: QuerySet[Any], campaign: Campaign, now: dt.datetime) -> QuerySet[Any]:
    """Accounts whose plan runs. Which plan it is would say what somebody suffers from."""
    running = Subscription.objects.filter(state=Subscription.State.ACTIVE)
    return people.filter(
        email__in=running.exclude(user=None).exclude(user__email=None).values("user__email")
    )


register(Segment("everyone", _("Everyone who wants letters"), _everyone))
register(Segment("never_ordered", _("Those who never ordered"), _never_ordered))
register(
    Segment("not_lately", _("Those who have not ordered for a while"), _not_lately, "segment_days")
)
register(Segment("likes", _("Those who like a kind of dish"), _likes, "segment_tag"))
register(Segment("subscribers", _("Whoever has a plan that runs"), _subscribers))
