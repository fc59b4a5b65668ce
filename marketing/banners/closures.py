"""The notice of days on which nothing is cooked: said on every page, days ahead, by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ordering.delivery.models import Closure
from ordering.delivery.schedule import at, today
from ordering.delivery.words import day_words

DAYS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """`words` is one sentence; `changes_at` the midnight at which it may read differently."""

    words: str
    changes_at: dt.datetime


def closure_notice(now: dt.datetime) -> Notice | None:
    """The closure at hand or the next one within three days, in the page's language. One query."""
    date = today(now)
    closure = (
        Closure.objects.filter(
            ends_on__gte=date, starts_on__lte=date + dt.timedelta(DAYS_AHEAD + 1)
        )
        .order_by("starts_on", "pk")
        .first()
    )
    if closure is None:
        return None
    changes_at = at(date + dt.timedelta(days=1), dt.time())
    # Read a day early, so that the page that does not say it yet ends at the right midnight.
    is_near = closure.starts_on <= date + dt.timedelta(DAYS_AHEAD)
    return Notice(_words(closure, now) if is_near else "", changes_at)


def _words(closure: Closure, now: dt.datetime) -> str:
    reason = closure.localized_name
    last = day_words(closure.ends_on, now)
    if closure.starts_on == closure.ends_on:
        if closure.starts_on == today(now):
            return _("%(reason)s: our kitchen is closed today.") % {"reason": reason}
        return _("%(reason)s: our kitchen is closed on this day: %(day)s.") % {
            "reason": reason,
            "day": last,
        }
    if closure.starts_on <= today(now):
        return _("%(reason)s: our kitchen is closed. Last day: %(day)s.") % {
            "reason": reason,
            "day": last,
        }
    return _("%(reason)s: our kitchen is closed. First day: %(first)s. Last day: %(last)s.") % {
        "reason": reason,
        "first": day_words(closure.starts_on, now),
        "last": last,
    }
