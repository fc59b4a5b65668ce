"""Registers the messages that orders send."""

from __future__ import annotations

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "ordering.orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import messages  # noqa: F401  Models must be loaded first.
