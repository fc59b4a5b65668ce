"""Registers the messages that orders send, and whom promotions can be for."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "ordering.orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded first.
        from ordering.promotions.audiences import register_audience

        from . import messages  # noqa: F401
        from .selectors import is_first_order

        register_audience("first_order", _("Whoever orders for the first time"), is_first_order)
