"""A draft is a cart that stands for an order; an OrderChange is what became of it, for good."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordering.carts.models import Cart
from ordering.orders.models import Order
from ordering.orders.states import Role
from site_core.base.codes import link_code
from site_core.base.models import BusinessRecord


class Draft(BusinessRecord):
    """What somebody is putting together: a new order at the desk, or another content of an order.

    Dishes, place, eater and contact stand in its cart, which is nobody's but the draft's. With an
    `order` it is a change of that order as it was at `seen_version`.
    """

    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    cart = models.OneToOneField(Cart, on_delete=models.CASCADE, related_name="draft")
    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    seen_version = models.PositiveIntegerField(default=0)
    # Whoever of the house works on it; empty while the customer does.
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # The account that is ordered for, when the caller has one.
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("language of messages"), max_length=5, default="en")
    # Empty: as soon as can be for a new order, as promised for a change.
    slot_key = models.CharField(max_length=80, blank=True)
    payment_method = models.CharField(max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("draft of an order")
        verbose_name_plural = _("drafts of orders")
        permissions = [
            ("override_verdict", "Can allow a dish that does not suit whoever eats"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(order=None), name="one_new_order_per_desk"
            ),
            models.UniqueConstraint(
                fields=["order", "staff"],
                condition=Q(order__isnull=False, staff__isnull=False),
                name="one_change_per_order_and_desk",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(order__isnull=False, staff=None),
                name="one_change_per_order_by_customer",
            ),
        ]


class OrderChange(BusinessRecord):
    """An order before and after, as copies. Rows are added, never changed."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="changes")
    # The version of the order that this change made.
    version = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    total_before = models.PositiveIntegerField(_("total before"))
    total_after = models.PositiveIntegerField(_("total after"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=10, choices=Role)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of an order")
        verbose_name_plural = _("changes of orders")
        constraints = [
            models.UniqueConstraint(fields=["order", "version"], name="one_change_per_version"),
        ]

    @property
    def difference(self) -> int:
        """What the order costs more (or, below zero, less) than before, in RWF."""
        return self.total_after - self.total_before
