"""Registers the message that a change sends."""

from __future__ import annotations

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "ordering.changes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import messages  # noqa: F401  Models must be loaded first.
