"""Absolute addresses of an order, for messages: in the customer's language, unguessable."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from .models import Order


def order_url(order: Order) -> str:
    with override(order.language):
        return f"{settings.SITE_BASE_URL}{reverse('order_page', args=[order.code])}"
