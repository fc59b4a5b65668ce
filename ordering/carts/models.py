"""Wishes: what somebody is about to order, for whom and where to."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.models import MenuItem
from ordering.delivery.models import PlaceFields
from ordering.dietary.models import Eater
from ordering.promotions.models import Promotion
from site_core.base.codes import link_code
from site_core.base.models import BusinessRecord

MAX_QUANTITY = 20
MAX_LINES = 40


class Cart(BusinessRecord, PlaceFields):
    """One per account, one per guest's cookie. `checkout_token` makes the next order unique."""

    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="cart",
    )
    eater = models.ForeignKey(
        Eater, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Typed by the customer; whether it holds is asked anew each time the cart is priced.
    coupon = models.ForeignKey(
        Promotion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Whose link brought this visitor; whether that means anything is asked with the price.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checkout_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # A guest who orders again need not type these again, for as long as the cart is kept.
    contact_name = models.CharField(max_length=120, blank=True, editable=False)
    contact_phone = models.CharField(max_length=16, blank=True, editable=False)
    contact_email = models.EmailField(blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")

    def __str__(self) -> str:
        return self.code


class CartLine(BusinessRecord):
    """An item with its choices by code: codes survive edits of the item, keys would not."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(MenuItem, on_delete=models.CASCADE, related_name="+")
    size = models.CharField(max_length=40, blank=True)
    options = models.JSONField(default=list, blank=True)
    note = models.CharField(_("note for the kitchen"), max_length=140, blank=True)
    quantity = models.PositiveSmallIntegerField(
        _("quantity"), validators=[MinValueValidator(1), MaxValueValidator(MAX_QUANTITY)]
    )
    # The unit price that the customer last saw: never charged, only compared.
    seen_price = models.PositiveIntegerField()
    # The same item with the same choices and note is one line, also when two tabs add at once.
    fingerprint = models.CharField(max_length=64)
    # Set at the order desk alone: it may go to whoever eats although it does not suit.
    override_reason = models.CharField(max_length=200, blank=True, editable=False)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        constraints = [
            models.UniqueConstraint(
                fields=["cart", "fingerprint"], name="same_choice_once_per_cart"
            ),
            models.CheckConstraint(
                name="cart_quantity_in_bounds",
                condition=Q(quantity__gte=1) & Q(quantity__lte=MAX_QUANTITY),
            ),
        ]


class Favourite(BusinessRecord):
    """A dish that an account likes to find again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    item = models.ForeignKey(MenuItem, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("favourite")
        verbose_name_plural = _("favourites")
        constraints = [
            # Two taps at once are one heart.
            models.UniqueConstraint(fields=["user", "item"], name="favourite_once"),
        ]
