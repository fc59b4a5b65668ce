"""Registers the messages about papers."""

from __future__ import annotations

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    name = "ordering.receipts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import messages  # noqa: F401  Models must be loaded first.
