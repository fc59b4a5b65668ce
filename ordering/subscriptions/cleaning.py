"""What nobody needs of plans any more: to whom one was offered, long after the link went out."""

from __future__ import annotations

import datetime as dt

from site_core.base.cleaning import Rows, may_go

from .models import Handover

# Support is asked about it while the plan still runs.
KEEP_OFFERS = dt.timedelta(days=90)


@may_go("offers of a plan whose link is long dead")
def old_offers(now: dt.datetime) -> Rows:
    return Rows(Handover.objects.filter(expires_at__lt=now - KEEP_OFFERS))
