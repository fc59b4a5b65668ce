"""The ledger of points with its balance, what orders have to do with it, and the rules in versions.

docs/loyalty.md is the specification. Figures of the past name the version of the rules they were
made by, so that a change of the rules never rewrites them.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.models import MenuItem
from ordering.orders.models import Order
from ordering.promotions.models import Promotion
from site_core.base.models import BusinessRecord, NamedInThreeLanguages
from site_core.base.money import MAX_AMOUNT

USER = settings.AUTH_USER_MODEL
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
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
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


class PointsAccount(BusinessRecord):
    """The points of one person. Balance minus debt always equals the sum of the entries."""

    # What was earned and spent stays when the person leaves: sums of the ledger never change.
    user = models.OneToOneField(
        USER,
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
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
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
    requested_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
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


class Reward(NamedInThreeLanguages):
    """What points can be exchanged for."""

    class Kind(models.TextChoices):
        DISH = "dish", _("A dish")
        FREE_DELIVERY = "free_delivery", _("Free delivery")
        STORE_CREDIT = "store_credit", _("Store credit")

    kind = models.CharField(_("what it gives"), max_length=20, choices=Kind)
    points = models.PositiveIntegerField(
        _("points"), validators=[MinValueValidator(1), MaxValueValidator(MAX_POINTS)]
    )
    item = models.ForeignKey(
        MenuItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dish"),
    )
    amount = models.PositiveIntegerField(
        _("store credit in RWF"), null=True, blank=True, validators=[MinValueValidator(1), *_amount]
    )
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        constraints = [
            models.CheckConstraint(
                name="reward_knows_what_it_gives",
                condition=Q(kind="dish", item__isnull=False)
                | Q(kind="store_credit", amount__gte=1)
                | Q(kind="free_delivery"),
            ),
        ]


class RewardUse(BusinessRecord):
    """That somebody exchanged points for a reward; a coupon of their own, or store credit."""

    account = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="rewards")
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="uses")
    points = models.PositiveIntegerField(_("points"))
    # A double click exchanges once.
    token = models.UUIDField(unique=True, editable=False)
    coupon = models.OneToOneField(
        Promotion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("exchanged reward")
        verbose_name_plural = _("exchanged rewards")
