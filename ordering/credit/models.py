"""Store credit: money of a customer that stays with the house until it pays for a meal."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ordering.orders.models import Order
from site_core.base.models import BusinessRecord


class CreditAccount(BusinessRecord):
    """The balance of one person, in RWF. It always equals the sum of its entries."""

    # What was granted and spent stays when the person leaves: sums of the ledger never change.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("customer"),
    )
    balance = models.IntegerField(_("balance"), default=0)

    class Meta:
        verbose_name = _("store credit")
        verbose_name_plural = _("store credit")
        permissions = [("grant_credit", "Can give store credit to customers")]
        constraints = [
            # Two orders at once can never spend the same franc.
            models.CheckConstraint(name="credit_never_below_zero", condition=Q(balance__gte=0)),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else "–"


class CreditEntry(BusinessRecord):
    """One movement, in RWF: above zero it was given, below zero it was used. Added, never changed."""

    class Kind(models.TextChoices):
        GRANT = "grant", _("Given")
        SPEND = "spend", _("Used")
        GIVE_BACK = "give_back", _("Given back")

    account = models.ForeignKey(CreditAccount, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = models.IntegerField(_("amount"))
    balance_after = models.PositiveIntegerField(_("balance afterwards"))
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="credit_entries"
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    # The same deed, told twice, is written once.
    unique_key = models.CharField(max_length=100, unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("credit entry")
        verbose_name_plural = _("credit entries")
        constraints = [
            models.CheckConstraint(
                name="credit_entry_has_its_sign",
                condition=Q(kind="spend", amount__lt=0) | (~Q(kind="spend") & Q(amount__gt=0)),
            ),
        ]
        indexes = [models.Index(fields=["account", "-at"], name="credit_history")]


class CreditUse(BusinessRecord):
    """What an order was paid with store credit, and how much of that went back."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="credit_use")
    account = models.ForeignKey(CreditAccount, on_delete=models.PROTECT, related_name="uses")
    amount = models.PositiveIntegerField(_("used"))
    given_back = models.PositiveIntegerField(_("given back"), default=0)

    class Meta:
        verbose_name = _("credit used by an order")
        verbose_name_plural = _("credit used by orders")
        constraints = [
            models.CheckConstraint(
                name="credit_given_back_at_most_once", condition=Q(given_back__lte=F("amount"))
            ),
        ]

    @property
    def left(self) -> int:
        """What could still be given back, in RWF."""
        return self.amount - self.given_back
