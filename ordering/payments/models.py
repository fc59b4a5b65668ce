"""Money for orders: one Payment per attempt, and an append-only log of what happened to it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordering.orders.models import Order
from site_core.base.models import BusinessRecord


class Method(models.TextChoices):
    CASH = "cash", _("Cash on delivery")


class Status(models.TextChoices):
    """What a provider says of an attempt."""

    PENDING = "pending", _("Pending")
    SUCCEEDED = "succeeded", _("Received")
    FAILED = "failed", _("Failed")
    UNKNOWN = "unknown", _("Not known yet")


class Payment(BusinessRecord):
    """One attempt to pay for an order. Its reference exists before anybody outside is asked."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    method = models.CharField(_("method"), max_length=20, choices=Method)
    amount = models.PositiveIntegerField(_("amount"))
    currency = models.CharField(max_length=3, default="RWF")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            # Two attempts of one order can never both count as received.
            models.UniqueConstraint(
                fields=["order"], condition=Q(status="succeeded"), name="order_paid_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.amount} {self.currency}"


class PaymentEvent(BusinessRecord):
    """A step of a payment. Rows are added, never changed."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="events")
    status = models.CharField(max_length=10, choices=Status)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("payment event")
        verbose_name_plural = _("payment events")
