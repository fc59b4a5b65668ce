"""What nobody needs of people any more. Who invited whom stays in the log of the admin."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from site_core.base.cleaning import Rows, may_go

from .models import Invitation

KEEP_UNUSED_INVITATIONS = dt.timedelta(days=90)


@may_go("invitations of staff that nobody accepted in time")
def unused_invitations(now: dt.datetime) -> Rows:
    long_ago = now - KEEP_UNUSED_INVITATIONS
    ended = Q(expires_at__lt=long_ago) | Q(revoked_at__lt=long_ago)
    return Rows(Invitation.objects.filter(ended, accepted_at=None))
