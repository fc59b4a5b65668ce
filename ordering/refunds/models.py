"""A refund is a decision; its parts are the movements of money that carry it out.

An order that was paid twice, or partly with store credit, gives back in more than one part.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ordering.orders.models import Order, OrderLine
from ordering.payments.models import Payment
from site_core.base.codes import short_code
from site_core.base.models import BusinessRecord
from site_core.base.money import MAX_AMOUNT, format_rwf

USER = settings.AUTH_USER_MODEL


@register_setting(icon="rotate")
class RefundRules(BaseGenericSetting):
    """Up to which sum who decides alone, counted over all refunds of one order."""

    support_limit = models.PositiveIntegerField(
        _("support decides alone up to"),
        default=10_000,
        validators=[MaxValueValidator(MAX_AMOUNT)],
        help_text=_("RWF in all for one order. Above it, a manager has to agree."),
    )
    second_person_above = models.PositiveIntegerField(
        _("a second person is needed above"),
        default=50_000,
        validators=[MaxValueValidator(MAX_AMOUNT)],
        help_text=_("RWF in all for one order. Nobody agrees to a refund of their own."),
    )

    panels = [FieldPanel("support_limit"), FieldPanel("second_person_above")]

    class Meta:
        verbose_name = _("limits for refunds")


class RefundTask(BusinessRecord):
    """Money that somebody should look at: it came too late, or after the meal was cancelled."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Refunded")
        DISMISSED = "dismissed", _("Closed without a refund")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refund_tasks")
    amount = models.PositiveIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=200)
    # The same reason for the same money opens one task, however often it is told.
    unique_key = models.CharField(max_length=100, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(_("opened"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("what was decided"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("refund to look at")
        verbose_name_plural = _("refunds to look at")
        indexes = [models.Index(fields=["state", "opened_at"], name="refund_queue")]

    def __str__(self) -> str:
        return f"{self.order} · {format_rwf(self.amount)}"


class Refund(BusinessRecord):
    """A decision to give money back, with whoever asked for it and whoever agreed."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waits for a second person")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Given back")
        FAILED = "failed", _("Could not be given back")
        REJECTED = "rejected", _("Not agreed to")

    class Way(models.TextChoices):
        BACK = "back", _("The way it came")
        CASH = "cash", _("Cash")
        CREDIT = "credit", _("Store credit")

    code = models.CharField(max_length=10, unique=True, default=short_code, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    task = models.ForeignKey(
        RefundTask, on_delete=models.PROTECT, null=True, blank=True, related_name="refunds"
    )
    amount = models.PositiveIntegerField(_("amount"))
    way = models.CharField(_("how"), max_length=10, choices=Way, default=Way.BACK)
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State)
    # A double click, a repeated request, a rule that runs twice: one refund.
    unique_key = models.CharField(max_length=100, unique=True)
    requested_by = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        permissions = [
            ("give_refund", "Can refund up to the limit, and ask for more"),
            ("approve_refund", "Can refund above the limit and agree to what others ask for"),
        ]
        constraints = [
            models.CheckConstraint(name="refund_gives_something", condition=Q(amount__gte=1)),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="refund_states")]

    def __str__(self) -> str:
        return f"{self.order} · {format_rwf(self.amount)}"


class RefundPart(BusinessRecord):
    """One movement of money: to the provider of a payment, by hand, or into store credit.

    `payment` is where the money came from; none means that it was store credit.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("To be asked for")
        ASKED = "asked", _("Asked for, not confirmed yet")
        BY_HAND = "by_hand", _("To be paid out by hand")
        SUCCEEDED = "succeeded", _("Given back")
        FAILED = "failed", _("Refused by the provider")

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="parts")
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="refund_parts"
    )
    way = models.CharField(_("how"), max_length=10, choices=Refund.Way)
    amount = models.PositiveIntegerField(_("amount"))
    # What the provider knows this movement by: exists before it is asked, asked again with the same.
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    # Who put it into whose hand, when it was paid out by hand.
    paid_out_by = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recipient = models.CharField(_("received by"), max_length=120, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("part of a refund")
        verbose_name_plural = _("parts of refunds")
        constraints = [
            models.CheckConstraint(name="refund_part_gives_something", condition=Q(amount__gte=1)),
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="refund_parts_due")]


class RefundLine(BusinessRecord):
    """How many of a line a refund gives back, and what they cost after discounts."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    # A line can be taken out of an order later; what was given back for it stays said.
    line = models.ForeignKey(
        OrderLine, on_delete=models.SET_NULL, null=True, related_name="refund_lines"
    )
    name = models.CharField(_("dish"), max_length=120)
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    amount = models.PositiveIntegerField(_("amount"))

    class Meta:
        verbose_name = _("line of a refund")
        verbose_name_plural = _("lines of refunds")
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="refund_names_a_line_once"),
            models.CheckConstraint(name="refund_line_has_quantity", condition=Q(quantity__gte=1)),
        ]


class RefundEvent(BusinessRecord):
    """A step of a refund. Rows are added, never changed."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="events")
    state = models.CharField(max_length=10, choices=Refund.State)
    actor = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("refund event")
        verbose_name_plural = _("refund events")
