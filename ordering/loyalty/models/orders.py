"""What an order has to do with points."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ordering.orders.models import Order
from site_core.base.models import BusinessRecord

from .ledger import PointsAccount
from .rules import LoyaltyRules


class OrderPoints(BusinessRecord):
    """What an order has to do with points: those it was paid with, and those it brings."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="points")
    account = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="orders")
    rules = models.ForeignKey(LoyaltyRules, on_delete=models.PROTECT, related_name="+")
    spent = models.PositiveIntegerField(_("points spent"), default=0)
    given_back = models.PositiveIntegerField(_("points given back"), default=0)
    # Of the points spent, the last day of the youngest.
    spent_until = models.DateField(null=True, blank=True)
    # Once delivered and paid: what it brings when nothing is refunded, and what it brings now.
    full = models.PositiveIntegerField(_("points of the whole order"), default=0)
    earned = models.PositiveIntegerField(_("points earned"), default=0)
    # RWF that the customer paid, less what went back: the tiers count these.
    paid = models.PositiveIntegerField(_("paid"), default=0)
    counted_at = models.DateTimeField(_("delivered and paid"), null=True, blank=True)
    # Numbers the entries of the order: each has a key of its own.
    entries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("points of an order")
        verbose_name_plural = _("points of orders")
        constraints = [
            models.CheckConstraint(
                name="points_given_back_at_most_once", condition=Q(given_back__lte=F("spent"))
            ),
            models.CheckConstraint(
                name="points_earned_at_most_whole", condition=Q(earned__lte=F("full"))
            ),
        ]
        indexes = [models.Index(fields=["account", "counted_at"], name="points_tier_window")]
