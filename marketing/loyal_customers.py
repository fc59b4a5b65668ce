"""Whoever reached a tier, as banners and letters know people: the same three groups for both."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ordering.loyalty.models import Tier
from ordering.loyalty.selectors import accounts_from, has_reached
from ordering.promotions.values import Customer

from .banners import audiences
from .campaigns import segments

GROUPS = (
    (Tier.SILVER, _("Silver and above")),
    (Tier.GOLD, _("Gold and above")),
    (Tier.PLATINUM, _("Platinum")),
)


def register_tiers() -> None:
    """Once, when the apps are loaded."""
    for tier, label in GROUPS:
        code = f"tier_{tier}"
        audiences.register(audiences.Audience(code, label, partial(_includes, tier)))
        segments.register(segments.Segment(code, label, partial(_select, tier)))


def _includes(tier: str, visitor: audiences.Visitor) -> bool:
    return visitor.user is not None and has_reached(Customer(visitor.user.pk), tier=tier)


def _select(tier: str, people: QuerySet[Any], campaign: Any, now: dt.datetime) -> QuerySet[Any]:
    """By the address of the account: a letter knows nobody else."""
    emails = accounts_from(tier).exclude(user__email=None).values("user__email")
    return people.filter(email__in=emails)
