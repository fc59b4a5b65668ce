"""What nobody needs of messages any more.

Letters to many stay: the report of their campaign counts them.
"""

from __future__ import annotations

import datetime as dt

from site_core.base.cleaning import Rows, may_go

from .models import OutboxMessage

State = OutboxMessage.State
ENDED = (State.SENT, State.GIVEN_UP, State.BOUNCED, State.WITHDRAWN)
# A year and a month: the key of what is said once a year must still be known then.
KEEP_MESSAGES = dt.timedelta(days=400)


@may_go("messages to one person that ended more than a year ago")
def old_messages(now: dt.datetime) -> Rows:
    long_ago = now - KEEP_MESSAGES
    return Rows(
        OutboxMessage.objects.filter(
            group="", state__in=ENDED, created_at__lt=long_ago, next_attempt_at__lt=long_ago
        )
    )
