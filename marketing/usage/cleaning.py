"""What nobody needs of counts any more. That hours become days is a job: see jobs.py."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ordering.delivery.schedule import today
from site_core.base.cleaning import Rows, may_go

from .models import PageTime, Tally
from .services import KEEP_DAYS, KEEP_SEARCHES
from .speed import KEEP


@may_go("counts older than two years, searches older than six months")
def old_counts(now: dt.datetime) -> Rows:
    date = today(now)
    is_search = Q(kind__in=(Tally.Kind.SEARCH, Tally.Kind.NOTHING))
    return Rows(
        Tally.objects.filter(
            Q(day__lt=date - KEEP_DAYS) | (is_search & Q(day__lt=date - KEEP_SEARCHES))
        )
    )


@may_go("page-load times older than three months")
def old_page_times(now: dt.datetime) -> Rows:
    return Rows(PageTime.objects.filter(day__lt=today(now) - KEEP))
