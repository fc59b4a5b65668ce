"""Registers the messages that subscriptions send, and subscribers as an audience."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "ordering.subscriptions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded first.
        from ordering.dietary.services import followers
        from ordering.promotions.audiences import register_audience

        from . import messages  # noqa: F401
        from .selectors import SUBSCRIBERS, is_subscriber
        from .settling import follow_eater

        followers.append(follow_eater)
        register_audience(SUBSCRIBERS, _("Whoever has a plan that runs"), is_subscriber)
