"""What nobody needs of invitations any more: signs of misuse, once no screen shows them."""

from __future__ import annotations

import datetime as dt

from site_core.base.cleaning import Rows, may_go

from .models import RefusedInvitation

# The list of signals looks back ninety days.
KEEP_REFUSED = dt.timedelta(days=180)


@may_go("refused invitations that no list shows any more")
def old_refused_invitations(now: dt.datetime) -> Rows:
    return Rows(RefusedInvitation.objects.filter(at__lt=now - KEEP_REFUSED))
