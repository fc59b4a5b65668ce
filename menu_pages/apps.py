"""Connects what follows from pages that come and go."""

from __future__ import annotations

from django.apps import AppConfig


class MenuPagesConfig(AppConfig):
    name = "menu_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded first.
        from . import receivers

        receivers.connect()
