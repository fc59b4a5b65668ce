"""The rules of points in versions: the tiers, and every figure that staff may change.

A change is a new version. Figures of the past name the version they were made by, so that it never
rewrites them.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from site_core.base.models import BusinessRecord
from site_core.base.money import MAX_AMOUNT

MAX_POINTS = 1_000_000
_amount = [MaxValueValidator(MAX_AMOUNT)]
_factor = [MinValueValidator(100), MaxValueValidator(1_000)]


class Tier(models.TextChoices):
    BRONZE = "bronze", _("Bronze")
    SILVER = "silver", _("Silver")
    GOLD = "gold", _("Gold")
    PLATINUM = "platinum", _("Platinum")


class LoyaltyRules(BusinessRecord):
    """One version of the rules. A change is a new row; no row is ever changed."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    valid_from = models.DateTimeField(_("valid from"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    earn_amount = models.PositiveIntegerField(
        _("food for one point, in RWF"), default=100, validators=[MinValueValidator(1), *_amount]
    )
    point_value = models.PositiveIntegerField(
        _("what a point pays, in RWF"), default=5, validators=[MinValueValidator(1), *_amount]
    )
    max_share = models.PositiveSmallIntegerField(
        _("points pay at most, in percent of an order"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    lifetime_months = models.PositiveSmallIntegerField(
        _("months until points expire"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    warning_days = models.PositiveSmallIntegerField(
        _("days of warning before points expire"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    silver_from = models.PositiveIntegerField(
        _("Silver from, in RWF of twelve months"), default=500_000, validators=_amount
    )
    gold_from = models.PositiveIntegerField(
        _("Gold from, in RWF of twelve months"), default=2_000_000, validators=_amount
    )
    platinum_from = models.PositiveIntegerField(
        _("Platinum from, in RWF of twelve months"), default=5_000_000, validators=_amount
    )
    silver_factor = models.PositiveSmallIntegerField(
        _("Silver earns, in percent"), default=102, validators=_factor
    )
    gold_factor = models.PositiveSmallIntegerField(
        _("Gold earns, in percent"), default=105, validators=_factor
    )
    platinum_factor = models.PositiveSmallIntegerField(
        _("Platinum earns, in percent"), default=110, validators=_factor
    )
    birthday_points = models.PositiveIntegerField(
        _("points for a birthday"), default=50, validators=[MaxValueValidator(MAX_POINTS)]
    )
    referral_points = models.PositiveIntegerField(
        _("points for an invited friend's first meal"),
        default=100,
        validators=[MaxValueValidator(MAX_POINTS)],
    )
    second_person_above = models.PositiveIntegerField(
        _("adjustments need a second person above, in points"),
        default=500,
        validators=[MaxValueValidator(MAX_POINTS)],
    )

    class Meta:
        verbose_name = _("rules for points")
        verbose_name_plural = _("rules for points")
        constraints = [
            models.CheckConstraint(
                name="loyalty_tiers_rise",
                condition=Q(silver_from__lte=F("gold_from"), gold_from__lte=F("platinum_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"

    def starts_of_tiers(self) -> tuple[tuple[Tier, int], ...]:
        """From how many RWF of twelve months, lowest first."""
        return (
            (Tier.BRONZE, 0),
            (Tier.SILVER, self.silver_from),
            (Tier.GOLD, self.gold_from),
            (Tier.PLATINUM, self.platinum_from),
        )

    def factor_of(self, tier: str) -> int:
        """What a tier multiplies earning by, in percent."""
        factors = {
            Tier.SILVER: self.silver_factor,
            Tier.GOLD: self.gold_factor,
            Tier.PLATINUM: self.platinum_factor,
        }
        return factors.get(Tier(tier), 100)
