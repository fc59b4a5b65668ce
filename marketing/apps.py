"""Public pages are forgotten when a snippet of marketing that they show changes."""

from __future__ import annotations

from django.apps import AppConfig


class MarketingConfig(AppConfig):
    name = "marketing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded first.
        from menu_pages.receivers import forget_pages_with
        from ordering.subscriptions.models import Plan, PlanPrice

        from .loyal_customers import register_tiers
        from .models import Question, Topic

        register_tiers()

        forget_pages_with(Question, Topic, Plan, PlanPrice)
