"""Points that people of the house give or take by hand."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from site_core.base.models import BusinessRecord

from .ledger import PointsAccount


class Adjustment(BusinessRecord):
    """Points given or taken by hand, with the reason, whoever asked and whoever agreed."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waits for a second person")
        DONE = "done", _("Done")
        REJECTED = "rejected", _("Not agreed to")

    account = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="adjustments")
    points = models.IntegerField(_("points"))
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State)
    # A double click asks once.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("adjustment of points")
        verbose_name_plural = _("adjustments of points")
        constraints = [
            models.CheckConstraint(name="adjustment_changes_something", condition=~Q(points=0)),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="adjustment_queue")]

    def __str__(self) -> str:
        return f"{self.account} · {self.points:+d}"
