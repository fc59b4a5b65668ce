"""Registers the messages about points."""

from __future__ import annotations

from django.apps import AppConfig


class LoyaltyConfig(AppConfig):
    name = "ordering.loyalty"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import messages  # noqa: F401  Models must be loaded first.
