"""Promotions as staff describe them, and an append-only ledger of their uses.

Dishes, categories, tags and zones are named by their codes, which never change: a promotion is read
in one query, and a draft can be tried before it is saved.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from site_core.base.models import BusinessRecord, NamedInThreeLanguages
from site_core.base.money import MAX_AMOUNT

MAX_PARTS = 4


class Kind(models.TextChoices):
    PERCENT = "percent", _("Percent off")
    AMOUNT = "amount", _("Amount off")
    FREE_DELIVERY = "free_delivery", _("Free delivery")
    BUY_GET = "buy_get", _("Buy some, get some free")
    SET_PRICE = "set_price", _("Set price for a combination")


class Promotion(NamedInThreeLanguages):
    """An offer, or a coupon where `code` is not empty. Its name is the reason that customers read."""

    code = models.CharField(
        _("coupon code"),
        max_length=30,
        blank=True,
        help_text=_("Empty: an offer that applies by itself. Capitals and spaces do not matter."),
    )
    is_active = models.BooleanField(_("active"), default=False)

    kind = models.CharField(_("what it gives"), max_length=20, choices=Kind)
    percent = models.PositiveSmallIntegerField(
        _("percent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    amount = models.PositiveIntegerField(
        _("amount in RWF"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_AMOUNT)],
        help_text=_("What comes off, or what the combination costs."),
    )
    buy_quantity = models.PositiveSmallIntegerField(
        _("buy"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    get_quantity = models.PositiveSmallIntegerField(
        _("get free"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    # Each a list of "item:code", "category:code" or "tag:code". Empty `foods`: all food. `gets`:
    # what is free after buying; empty: the same foods. `parts`: a list for each part of a meal.
    foods = models.JSONField(_("foods"), default=list, blank=True)
    gets = models.JSONField(_("what is free"), default=list, blank=True)
    parts = models.JSONField(_("parts of the combination"), default=list, blank=True)
    is_stackable = models.BooleanField(
        _("may be combined"),
        default=False,
        help_text=_("Otherwise only the best of several offers counts."),
    )

    minimum = models.PositiveIntegerField(
        _("from food for, in RWF"), default=0, validators=[MaxValueValidator(MAX_AMOUNT)]
    )
    zones = models.JSONField(_("zones"), default=list, blank=True)
    weekdays = models.JSONField(_("weekdays"), default=list, blank=True)
    hours_from = models.TimeField(_("from"), null=True, blank=True)
    hours_until = models.TimeField(_("until"), null=True, blank=True)
    methods = models.JSONField(_("ways to pay"), default=list, blank=True)
    audience = models.CharField(_("for whom"), max_length=40, blank=True)

    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("It works all of that day.")
    )
    max_uses = models.PositiveIntegerField(
        _("uses in total"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    max_uses_per_customer = models.PositiveIntegerField(
        _("uses per customer"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    max_uses_per_day = models.PositiveIntegerField(
        _("uses per day"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    budget = models.PositiveIntegerField(
        _("budget in RWF"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("promotion")
        verbose_name_plural = _("promotions")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="coupon_code_once"
            ),
            models.CheckConstraint(
                name="promotion_percent_in_bounds",
                condition=Q(percent__isnull=True) | Q(percent__gte=1, percent__lte=100),
            ),
            models.CheckConstraint(
                name="promotion_ends_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    @property
    def is_coupon(self) -> bool:
        return bool(self.code)

    @property
    def is_on_lines(self) -> bool:
        """Whether it lowers chosen dishes; otherwise the order as a whole, or its delivery."""
        if self.kind in {Kind.BUY_GET, Kind.SET_PRICE}:
            return True
        return bool(self.foods) and self.kind != Kind.FREE_DELIVERY


class UseCounter(BusinessRecord):
    """How often a promotion was used under one of its limits, and for how many RWF.

    `key`: "all", "day:2026-11-26", "account:12", "phone:" and a digest of the number. Only moved by
    conditional updates; always the sum of the entries of the uses that it counts.
    """

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="counters")
    key = models.CharField(max_length=80)
    uses = models.PositiveIntegerField(default=0)
    amount = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of a promotion")
        verbose_name_plural = _("counters of promotions")
        constraints = [
            # Two first uses at once make one counter.
            models.UniqueConstraint(fields=["promotion", "key"], name="one_counter_per_limit"),
        ]


class PromotionUse(BusinessRecord):
    """That an order, known by the token of its checkout, uses a promotion."""

    class State(models.TextChoices):
        RESERVED = "reserved", _("Reserved")
        KEPT = "kept", _("Used")
        RELEASED = "released", _("Given back")

    # What was used stays in the books: a promotion with uses is ended, not deleted.
    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="uses")
    checkout_token = models.UUIDField(editable=False, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The counters that it was counted under, and where they are counted down.
    keys = models.JSONField(default=list)
    amount = models.PositiveIntegerField(_("amount"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RESERVED)
    reserved_at = models.DateTimeField(_("reserved at"))

    class Meta:
        verbose_name = _("use of a promotion")
        verbose_name_plural = _("uses of promotions")
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "checkout_token"], name="promotion_used_once_per_order"
            ),
        ]


class UseEntry(BusinessRecord):
    """A line of the ledger. Rows are added, never changed; their sums are the counters."""

    class Kind(models.TextChoices):
        RESERVED = "reserved", _("Reserved")
        KEPT = "kept", _("Used")
        RELEASED = "released", _("Given back")
        CHANGED = "changed", _("Changed with its order")

    use = models.ForeignKey(PromotionUse, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    uses = models.SmallIntegerField(_("uses"))
    amount = models.IntegerField(_("amount"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("ledger line of a promotion")
        verbose_name_plural = _("ledger of promotions")
