"""What nobody needs of carts any more. Those of accounts stay: they follow a person."""

from __future__ import annotations

import datetime as dt

from site_core.base.cleaning import Rows, may_go

from .models import Cart
from .services import KEEP_GUEST_CARTS


@may_go("carts of guests that nobody came back to")
def stale_carts(now: dt.datetime) -> Rows:
    return Rows(Cart.objects.filter(user=None, updated_at__lt=now - KEEP_GUEST_CARTS))
