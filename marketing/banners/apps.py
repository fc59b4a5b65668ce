"""Public pages are forgotten when a banner on them changes."""

from __future__ import annotations

from django.apps import AppConfig


class BannersConfig(AppConfig):
    name = "marketing.banners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from menu_pages.receivers import forget_pages_with

        from .models import Banner

        forget_pages_with(Banner)
