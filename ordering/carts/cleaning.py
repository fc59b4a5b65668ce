"""What nobody needs of carts any more. Those of accounts stay: they follow a person."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from site_core.base.cleaning import Rows, may_go

from .models import Cart, CartLine
from .services import KEEP_GUEST_CARTS

KEEP_EMPTY_CARTS = dt.timedelta(days=1)


@may_go("carts of guests that nobody came back to")
def stale_carts(now: dt.datetime) -> Rows:
    return Rows(Cart.objects.filter(user=None, updated_at__lt=now - KEEP_GUEST_CARTS))


@may_go("empty carts of guests who never ordered and told us nothing")
def empty_carts(now: dt.datetime) -> Rows:
    """Whoever looked around, and the smoke test."""
    return Rows(
        Cart.objects.filter(
            user=None,
            eater=None,
            coupon=None,
            invited_by=None,
            contact_phone="",
            updated_at__lt=now - KEEP_EMPTY_CARTS,
        ).exclude(Exists(CartLine.objects.filter(cart=OuterRef("pk"))))
    )
