"""What nobody needs of payments any more: links that stopped working. Payments themselves stay."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from site_core.base.cleaning import Rows, may_go

from .models import PayLink

# Long enough for whoever asks why a link did not work.
KEEP_ENDED = dt.timedelta(days=30)


@may_go("links to pay that stopped working a month ago")
def ended_pay_links(now: dt.datetime) -> Rows:
    long_ago = now - KEEP_ENDED
    return Rows(PayLink.objects.filter(Q(expires_at__lt=long_ago) | Q(revoked_at__lt=long_ago)))
