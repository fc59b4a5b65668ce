"""Where a provider may tell us that something happened: our reference stands in the address."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from .models import Payment


def callback_url(payment: Payment) -> str:
    path = reverse("payment_callback", args=[payment.method, payment.reference])
    return f"{settings.PAYMENT_CALLBACK_BASE_URL}{path}"
