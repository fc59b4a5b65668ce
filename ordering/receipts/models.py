"""Papers about money. Each holds every text and figure that it shows: nothing is read from elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ordering.orders.models import Order
from site_core.base.models import BusinessRecord


@register_setting(icon="doc-full")
class ReceiptDetails(BaseGenericSetting):
    """Who sells, as the law wants it on the paper. Changes hold for papers written from then on."""

    seller = models.CharField(_("name of the seller"), max_length=120, default="Dusangire")
    tin = models.CharField(
        _("TIN"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("A TIN has nine digits."))],
        help_text=_("Taxpayer identification number at the Rwanda Revenue Authority, nine digits."),
    )
    thanks = models.CharField(
        _("last line"), max_length=120, blank=True, default="Murakoze. Thank you. Merci."
    )

    panels = [FieldPanel("seller"), FieldPanel("tin"), FieldPanel("thanks")]

    class Meta:
        verbose_name = _("what stands on receipts")


class Series(models.TextChoices):
    RECEIPT = "receipt", _("Receipt")
    CREDIT_NOTE = "credit_note", _("Credit note")


class ReceiptCounter(BusinessRecord):
    """The last number of a series in a year. Its row is locked until the paper is written."""

    series = models.CharField(max_length=12, choices=Series)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="receipt_counter_once"),
        ]


class Receipt(BusinessRecord):
    """A paper that was given out. Rows are added, never changed."""

    series = models.CharField(_("kind"), max_length=12, choices=Series)
    year = models.PositiveSmallIntegerField(_("year"))
    sequence = models.PositiveIntegerField(_("number in the year"))
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="receipts")
    # One paper for one reason, however often it is asked for.
    unique_key = models.CharField(max_length=100, unique=True)
    # RWF that the paper is about, VAT included.
    amount = models.PositiveIntegerField(_("amount"))
    # `document.Document` as JSON.
    snapshot = models.JSONField()
    language = models.CharField(max_length=5)
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        permissions = [("record_ebm", "Can fill in the number of the EBM receipt")]
        constraints = [
            # Two papers can never carry the same number.
            models.UniqueConstraint(
                fields=["series", "year", "sequence"], name="receipt_number_once"
            ),
        ]
        indexes = [models.Index(fields=["issued_at"], name="receipt_issued")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """ "R-2026-000012", "C-2026-000003" for a credit note."""
        letter = "R" if self.series == Series.RECEIPT else "C"
        return f"{letter}-{self.year}-{self.sequence:06d}"


class EbmEntry(BusinessRecord):
    """The receipt of the tax machine that belongs to a paper. The last entry counts.

    Source: Rwanda Revenue Authority, Electronic Billing Machine: a VAT seller hands out its receipt.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="ebm_entries")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("EBM receipt number"), max_length=40)
    sequence = models.CharField(_("EBM sequence"), max_length=40, blank=True)
    # Why what stood there before was wrong; the first entry needs none.
    reason = models.CharField(_("reason of the correction"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("EBM receipt")
        verbose_name_plural = _("EBM receipts")
        constraints = [
            # Two people at once cannot both write the first entry, or the same correction.
            models.UniqueConstraint(fields=["receipt", "position"], name="ebm_entry_once"),
            models.CheckConstraint(
                name="ebm_correction_says_why", condition=Q(position=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} / {self.sequence}" if self.sequence else self.number
