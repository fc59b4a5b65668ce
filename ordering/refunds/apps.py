"""Registers the messages about money that goes back."""

from __future__ import annotations

from django.apps import AppConfig


class RefundsConfig(AppConfig):
    name = "ordering.refunds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import messages  # noqa: F401  Models must be loaded first.
