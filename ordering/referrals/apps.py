"""Registers for whom the offer to invited friends holds."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "ordering.referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded first.
        from ordering.promotions.audiences import register_audience

        from .selectors import INVITED, is_invited

        register_audience(INVITED, _("Friends whom a customer invited, first order"), is_invited)
