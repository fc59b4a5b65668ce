"""What nobody needs of letters any more: addresses that asked for them and never said yes."""

from __future__ import annotations

import datetime as dt

from site_core.base.cleaning import Rows, may_go

from .consent import FORGET_UNCONFIRMED_AFTER
from .models import Subscriber


@may_go("addresses that never said yes to letters")
def unconfirmed_subscribers(now: dt.datetime) -> Rows:
    asked_before = now - FORGET_UNCONFIRMED_AFTER
    return Rows(
        Subscriber.objects.filter(state=Subscriber.State.PENDING, asked_at__lt=asked_before)
    )
