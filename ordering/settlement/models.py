"""What was counted outside of our books: cash that couriers hand in, and rows of statements."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ordering.payments.models import Payment
from site_core.base.models import BusinessRecord
from site_core.base.money import format_rwf

USER = settings.AUTH_USER_MODEL


class CashHandIn(BusinessRecord):
    """A courier gave the cash of a run, or of a day, to somebody of the house."""

    courier = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", verbose_name=_("courier")
    )
    expected = models.PositiveIntegerField(_("collected"))
    counted = models.PositiveIntegerField(_("handed in"))
    reason = models.CharField(_("reason of the difference"), max_length=200, blank=True)
    received_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    # A double click hands in once.
    unique_key = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("cash handed in")
        verbose_name_plural = _("cash handed in")
        permissions = [("receive_cash", "Can receive cash from couriers")]
        constraints = [
            models.CheckConstraint(
                name="cash_difference_says_why",
                condition=Q(counted=F("expected")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.counted} RWF"

    @property
    def difference(self) -> int:
        """RWF too many (above zero) or missing."""
        return self.counted - self.expected


class CashHandInLine(BusinessRecord):
    """A payment whose cash was handed in: once."""

    hand_in = models.ForeignKey(CashHandIn, on_delete=models.PROTECT, related_name="lines")
    # Two people who count at once cannot both take in the same note.
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="cash_hand_in")


class StatementFile(BusinessRecord):
    """A file of a bank or a provider, as it was imported."""

    class Account(models.TextChoices):
        BANK = "bank", _("Bank")
        MTN = "mtn", _("MTN Mobile Money")
        AIRTEL = "airtel", _("Airtel Money")

    account = models.CharField(_("account"), max_length=10, choices=Account)
    name = models.CharField(_("file"), max_length=120)
    imported_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        permissions = [("import_statement", "Can import statements and match their rows")]

    def __str__(self) -> str:
        return self.name


class StatementRow(BusinessRecord):
    """Money that a statement says came in, until somebody says which payment it is."""

    class State(models.TextChoices):
        OPEN = "open", _("To be matched")
        MATCHED = "matched", _("Matched")
        IGNORED = "ignored", _("Not ours")

    file = models.ForeignKey(StatementFile, on_delete=models.PROTECT, related_name="rows")
    account = models.CharField(_("account"), max_length=10, choices=StatementFile.Account)
    # Made of what the row says: the same row imported again changes nothing.
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    booked_on = models.DateField(_("booked"))
    amount = models.PositiveIntegerField(_("amount"))
    reference = models.CharField(_("number at the provider"), max_length=64, blank=True)
    phone = models.CharField(_("phone that paid"), max_length=16, blank=True)
    payer = models.CharField(_("who paid"), max_length=120, blank=True)
    text = models.CharField(_("text"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    # One row is the money of one payment.
    payment = models.OneToOneField(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="statement_row"
    )
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("row of a statement")
        verbose_name_plural = _("rows of statements")
        constraints = [
            models.CheckConstraint(
                name="statement_row_matched_has_payment",
                condition=Q(state="matched", payment__isnull=False)
                | (~Q(state="matched") & Q(payment__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["state", "booked_on"], name="statement_rows_open")]

    def __str__(self) -> str:
        return f"{self.booked_on} · {format_rwf(self.amount)}"
