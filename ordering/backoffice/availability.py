"""Whether an item can be had, in words for staff."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ordering.catalogue.models import DailyPortions, MenuItem


def availability(item: MenuItem, now: dt.datetime, left: int | None = None) -> str:
    """`left` is how many portions of today are left, where the caller knows."""
    if item.waits_for_page and not item.is_listed:
        return _("Waits for its page")
    if not item.is_listed:
        return _("Not on sale")
    if item.is_sold_out(now) and item.sold_out_until is not None:
        until = timezone.localtime(item.sold_out_until)
        return _("Sold out until %(time)s") % {"time": date_format(until, "j M H:i")}
    if left is None:
        return _("On sale")
    return _("%(count)d portions left today") % {"count": left} if left > 0 else _("Gone for today")


def portions_left(item: MenuItem, portions: DailyPortions | None) -> int | None:
    """What is left today: of today's `portions`, else of the daily number; None: nobody counts."""
    return item.portions_left(portions)
