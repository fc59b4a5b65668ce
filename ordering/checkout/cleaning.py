"""What nobody needs of those who eat any more: health data is kept no longer than it serves."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from ordering.carts.models import Cart
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from site_core.base.cleaning import Rows, may_go

KEEP_UNUSED = dt.timedelta(days=14)


@may_go("what guests told us of their needs, or replaced, and no cart or order uses")
def unused_eaters(now: dt.datetime) -> Rows:
    return Rows(
        Eater.objects.filter(Q(owner=None) | Q(is_current=False))
        .filter(created_at__lt=now - KEEP_UNUSED)
        .exclude(Exists(Cart.objects.filter(eater=OuterRef("pk"))))
        .exclude(Exists(Order.objects.filter(eater=OuterRef("pk"))))
    )
