"""The code by which an account invites, and a row for each friend who ordered with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordering.orders.models import Order
from site_core.base.codes import short_code
from site_core.base.models import BusinessRecord


class ReferralCode(BusinessRecord):
    """One for each account that ever asked for its link."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="referral_code"
    )
    code = models.CharField(max_length=20, unique=True, default=short_code, editable=False)

    def __str__(self) -> str:
        return self.code


class Referral(BusinessRecord):
    """That a friend ordered for the first time by somebody's link."""

    class State(models.TextChoices):
        ORDERED = "ordered", _("Ordered")
        # Delivered and paid: the reward is owed, and whoever pays points pays it once.
        DUE = "due", _("Reward due")
        REWARDED = "rewarded", _("Reward given")
        VOID = "void", _("Order cancelled")

    # The friend's order stays when the account that invited is erased; then nobody is rewarded.
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="referrals"
    )
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="referral")
    friend = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # A keyed digest of the number: tells the same friend again, and nothing else.
    friend_key = models.CharField(max_length=80, editable=False)
    # For whoever invited, by the rules of the moment at which the friend ordered.
    points = models.PositiveIntegerField(_("points"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ORDERED)
    created_at = models.DateTimeField(_("ordered at"))
    due_at = models.DateTimeField(_("due since"), null=True)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            # A friend is somebody's friend once, also when two first orders are sent at once.
            models.UniqueConstraint(
                fields=["friend_key"], condition=~Q(state="void"), name="friend_referred_once"
            ),
        ]


class RefusedInvitation(BusinessRecord):
    """That somebody tried their own invitation, and by what we knew them. A sign, no proof."""

    class By(models.TextChoices):
        ACCOUNT = "account", _("the same account")
        PHONE = "phone", _("the same phone number")
        ADDRESS = "address", _("the same address")
        DEVICE = "device", _("the same device")

    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    by = models.CharField(_("known by"), max_length=10, choices=By)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("refused invitation")
        verbose_name_plural = _("refused invitations")
        indexes = [models.Index(fields=["at"], name="refused_invitations_at")]
