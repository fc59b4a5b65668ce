"""Money for orders: one Payment per attempt, and an append-only log of what happened to it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ordering.delivery.models import Zone
from ordering.orders.models import Order
from site_core.base.models import BusinessRecord
from site_core.base.money import format_rwf


class Method(models.TextChoices):
    CASH = "cash", _("Cash on delivery")
    MTN = "mtn", _("MTN Mobile Money")
    AIRTEL = "airtel", _("Airtel Money")
    BY_HAND = "by_hand", _("Mobile money, sent by yourself")
    BANK = "bank", _("Bank transfer")


class Status(models.TextChoices):
    """What is known of an attempt. docs/payments.md says which may become which."""

    PENDING = "pending", _("Pending")
    SUCCEEDED = "succeeded", _("Received")
    FAILED = "failed", _("Failed")
    UNKNOWN = "unknown", _("Not known yet")
    REVIEW = "review", _("A person decides")


# Money may still come, and the customer is still asked for it.
OPEN = frozenset({Status.PENDING, Status.UNKNOWN})


class Payment(BusinessRecord):
    """One attempt to pay for an order. Its reference exists before anybody outside is asked."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What a person writes into a transfer made by hand. Empty where nobody writes anything.
    transfer_code = models.CharField(
        _("transfer code"), max_length=8, unique=True, null=True, blank=True, editable=False
    )
    method = models.CharField(_("method"), max_length=20, choices=Method)
    # Asked for; once received, what arrived.
    amount = models.PositiveIntegerField(_("amount"))
    currency = models.CharField(max_length=3, default="RWF")
    # On its way back or given back. Taken by a conditional update, before anybody is asked.
    refunded = models.PositiveIntegerField(_("refunded"), default=0)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    # Why it failed, as a code of `problems.Problem`: customers read its sentence.
    problem = models.CharField(max_length=20, blank=True)
    # The provider's own number of the transaction: a statement and a refund name it.
    provider_id = models.CharField(_("number at the provider"), max_length=64, blank=True)
    # Masked wherever it is shown.
    payer_phone = models.CharField(_("phone that pays"), max_length=16, blank=True)
    # Filled in when somebody else pays: the customer reads who it was.
    payer_name = models.CharField(_("who pays"), max_length=120, blank=True)

    created_at = models.DateTimeField(_("started"))
    # The provider has it: a request that was never accepted may be sent again.
    requested_at = models.DateTimeField(null=True, blank=True)
    # Until then the order waits for this attempt.
    expires_at = models.DateTimeField(null=True, blank=True)
    # When the provider is asked next, and how often it was; empty once its answer is final.
    next_poll_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("times asked"), default=0)
    settled_at = models.DateTimeField(_("received at"), null=True, blank=True)
    # Money that arrived for a cancelled order or beyond its total, until a use is found for it.
    loose_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        permissions = [("confirm_payment", "Can confirm payments made by hand")]
        constraints = [
            # Two refunds at once can never give back more than came in.
            models.CheckConstraint(
                name="payment_refunded_at_most_once", condition=Q(refunded__lte=F("amount"))
            ),
            # A second tap on "Pay" cannot ask the same phone twice for the same order.
            models.UniqueConstraint(
                fields=["order", "method", "payer_phone"],
                condition=Q(status__in=["pending", "unknown"]),
                name="payment_asked_once",
            ),
            # One transaction of a provider is the money of one payment.
            models.UniqueConstraint(
                fields=["method", "provider_id"],
                condition=~Q(provider_id=""),
                name="payment_provider_id_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_poll_at"],
                condition=Q(next_poll_at__isnull=False),
                name="payment_to_poll",
            ),
            models.Index(
                fields=["loose_since"], condition=Q(loose_since__isnull=False), name="payment_loose"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {format_rwf(self.amount)}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


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


class PaymentMethod(models.Model):
    """How a way to pay is offered: what staff may change. Secrets stand in the environment."""

    method = models.CharField(_("method"), max_length=20, choices=Method, unique=True)
    is_offered = models.BooleanField(_("offered"), default=False)
    zones = models.ManyToManyField(
        Zone,
        blank=True,
        related_name="+",
        verbose_name=_("zones"),
        help_text=_("None chosen: to every zone."),
    )
    maximum = models.PositiveIntegerField(
        _("up to, in RWF"), null=True, blank=True, help_text=_("Empty: any amount.")
    )
    hold_minutes = models.PositiveIntegerField(
        _("minutes an unpaid order waits"),
        default=15,
        help_text=_("Then its portions go back on sale. It has no meaning for cash."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("text"), max_length=200)
    text_fr = models.CharField(_("text in French"), max_length=200, blank=True)
    text_rw = models.CharField(_("text in Kinyarwanda"), max_length=200, blank=True)
    pay_to = models.CharField(
        _("where to send the money"),
        max_length=200,
        blank=True,
        help_text=_("Bank, account and name, or the number and name of the mobile money account."),
    )

    class Meta:
        verbose_name = _("way to pay")
        verbose_name_plural = _("ways to pay")

    def __str__(self) -> str:
        return str(self.get_method_display())

    @property
    def localized_text(self) -> str:
        return getattr(self, f"text_{get_language()}", "") or self.text


class PayLink(BusinessRecord):
    """A link at which somebody else pays for an order. Whoever has it sees meals and the amount."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="pay_links")
    code = models.CharField(max_length=20, unique=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link to pay")
        verbose_name_plural = _("links to pay")
        constraints = [
            # Two taps on "Send the link" make one link.
            models.UniqueConstraint(
                fields=["order"], condition=Q(revoked_at=None), name="pay_link_once"
            ),
        ]
