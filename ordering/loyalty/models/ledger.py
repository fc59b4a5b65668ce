"""The ledger of points, with the balance and the lots that it adds up to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ordering.orders.models import Order
from site_core.base.models import BusinessRecord

from .rules import LoyaltyRules, Tier


class PointsAccount(BusinessRecord):
    """The points of one person. Balance minus debt always equals the sum of the entries."""

    # What was earned and spent stays when the person leaves: sums of the ledger never change.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="points_account",
        verbose_name=_("customer"),
    )
    balance = models.IntegerField(_("points"), default=0)
    # Points that were taken back after they had been spent: the next ones earned pay them.
    debt = models.IntegerField(_("points owed"), default=0)
    tier = models.CharField(_("tier"), max_length=10, choices=Tier, default=Tier.BRONZE)
    tier_since = models.DateTimeField(_("tier since"), null=True, blank=True)
    # Day and month only: nobody needs to tell their age.
    birth_month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)

    class Meta:
        verbose_name = _("points account")
        verbose_name_plural = _("points accounts")
        permissions = [
            ("adjust_points", "Can adjust points up to the limit, and ask for more"),
            ("approve_points", "Can agree to adjustments of others and change the rules"),
        ]
        constraints = [
            # Two redemptions at once can never spend the same point.
            models.CheckConstraint(name="points_never_below_zero", condition=Q(balance__gte=0)),
            models.CheckConstraint(name="points_debt_never_below_zero", condition=Q(debt__gte=0)),
            models.CheckConstraint(
                name="points_or_debt_never_both", condition=Q(balance=0) | Q(debt=0)
            ),
            models.CheckConstraint(
                name="points_birthday_is_a_day",
                condition=Q(birth_month__isnull=True, birth_day__isnull=True)
                | Q(birth_month__gte=1, birth_month__lte=12, birth_day__gte=1, birth_day__lte=31),
            ),
        ]
        indexes = [models.Index(fields=["birth_month", "birth_day"], name="points_birthdays")]

    def __str__(self) -> str:
        return str(self.user) if self.user else "–"


class PointsEntry(BusinessRecord):
    """One movement of points, above zero received. Added, never changed."""

    class Kind(models.TextChoices):
        EARN = "earn", _("Earned with an order")
        TAKE_BACK = "take_back", _("Taken back: money was refunded")
        SPEND = "spend", _("Paid an order with points")
        GIVE_BACK = "give_back", _("Given back with an order")
        EXPIRE = "expire", _("Expired")
        ADJUST = "adjust", _("Adjusted by our team")
        BIRTHDAY = "birthday", _("A gift for your birthday")
        REFERRAL = "referral", _("Thank you for inviting a friend")
        REWARD = "reward", _("Exchanged for a reward")

    account = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    points = models.IntegerField(_("points"))
    # Balance minus debt, so below zero where points are owed.
    balance_after = models.IntegerField(_("points afterwards"))
    rules = models.ForeignKey(LoyaltyRules, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="points_entries"
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    # The same deed, told twice, is written once.
    unique_key = models.CharField(max_length=100, unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("points entry")
        verbose_name_plural = _("points entries")
        constraints = [
            models.CheckConstraint(
                name="points_entry_has_its_sign",
                condition=Q(kind__in=["spend", "take_back", "expire", "reward"], points__lt=0)
                | Q(kind__in=["earn", "give_back", "birthday", "referral"], points__gt=0)
                | (Q(kind="adjust") & ~Q(points=0)),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-at", "-id"], name="points_history"),
            models.Index(fields=["at"], name="points_at"),
            models.Index(fields=["kind", "at"], name="points_kind_at"),
        ]

    @property
    def points_used(self) -> int:
        """How many went, as people say it: without the sign."""
        return abs(self.points)


class PointsLot(BusinessRecord):
    """Points that were received together and expire together. What is left of all is the balance."""

    account = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="lots")
    entry = models.OneToOneField(PointsEntry, on_delete=models.PROTECT, related_name="lot")
    points = models.PositiveIntegerField(_("points"))
    left = models.PositiveIntegerField(_("left"))
    # The last day on which they can be used.
    expires_on = models.DateField(_("last day"))
    warned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("points of one day")
        verbose_name_plural = _("points of one day")
        constraints = [
            models.CheckConstraint(
                name="points_lot_never_overdrawn", condition=Q(left__lte=F("points"))
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "expires_on"],
                condition=Q(left__gt=0),
                name="points_lots_of_account",
            ),
            models.Index(fields=["expires_on"], condition=Q(left__gt=0), name="points_lots_due"),
        ]
