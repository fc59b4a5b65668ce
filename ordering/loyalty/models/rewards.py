"""What points can be exchanged for, and who did."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.models import MenuItem
from ordering.promotions.models import Promotion
from site_core.base.models import BusinessRecord, NamedInThreeLanguages
from site_core.base.money import MAX_AMOUNT

from .ledger import PointsAccount
from .rules import MAX_POINTS


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
        _("store credit in RWF"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_AMOUNT)],
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
