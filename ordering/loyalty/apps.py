"""Registers the messages about points, and the tiers for which a promotion can be."""

from __future__ import annotations

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoyaltyConfig(AppConfig):
    name = "ordering.loyalty"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded first.
        from ordering.promotions.audiences import register_audience

        from . import messages  # noqa: F401
        from .models import Tier
        from .selectors import has_reached

        for tier, label in (
            (Tier.SILVER, _("Silver and above")),
            (Tier.GOLD, _("Gold and above")),
            (Tier.PLATINUM, _("Platinum")),
        ):
            register_audience(f"tier_{tier}", label, partial(has_reached, tier=tier))
