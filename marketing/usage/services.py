"""Counting. A count is never worth an error: what cannot be counted is left out and logged."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Sum

from ordering.delivery.schedule import KIGALI, today

from .models import WHOLE_DAY, Tally
from .sources import MAX_SOURCES_A_DAY, OTHERS

logger = logging.getLogger(__name__)

KEEP_HOURS = dt.timedelta(days=90)
KEEP_SEARCHES = dt.timedelta(days=180)
KEEP_DAYS = dt.timedelta(days=750)
MAX_TERM = 60
MAX_TERMS_A_DAY = 500
# A phone number, a patient number or an e-mail typed into the search is nobody's business.
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){5}")


@dataclass(frozen=True, slots=True, order=True)
class What:
    kind: Tally.Kind
    subject: str = ""
    source: str = ""


def count(counts: Mapping[What, int], *, now: dt.datetime) -> None:
    """Add to the counts of this hour in Kigali. One update each; safe beside others."""
    if not counts:
        return
    try:
        with transaction.atomic():
            # In the order of their keys, so that two that count the same do not wait in a ring.
            for what in sorted(counts):
                _add(what, counts[what], now)
    except DatabaseError:
        logger.warning("Could not count %s things.", len(counts), exc_info=True)


def _add(what: What, number: int, now: dt.datetime) -> None:
    moment = now.astimezone(KIGALI)
    key = {
        "day": moment.date(),
        "hour": moment.hour,
        "kind": what.kind,
        "subject": what.subject,
        "source": what.source,
    }
    if Tally.objects.filter(**key).update(count=F("count") + number):
        return
    if what.source and not _has_room(what.source, moment.date()):
        return _add(What(what.kind, what.subject, OTHERS), number, now)
    try:
        with transaction.atomic():
            Tally.objects.create(**key, count=number)
    except IntegrityError:
        # Somebody else made the row since we looked.
        Tally.objects.filter(**key).update(count=F("count") + number)


def _has_room(source: str, day: dt.date) -> bool:
    """Known today, or one of the first so many: nobody can fill the table with invented names."""
    if source == OTHERS:
        return True
    known = set(
        Tally.objects.filter(day=day).exclude(source="").values_list("source", flat=True).distinct()
    )
    return source in known or len(known) < MAX_SOURCES_A_DAY


def record_search(*, term: str, found: int, now: dt.datetime) -> None:
    """Count what was looked for on the site, and apart where `found` is zero.

    Terms that look like a number or an address of a person are not kept, nor is anything new once a
    day has seen five hundred different ones. Never raises.
    """
    words = " ".join(term.replace("\0", "").lower().split())[:MAX_TERM]
    if not words or _PERSONAL.search(words):
        return
    kinds = [Tally.Kind.SEARCH] if found else [Tally.Kind.SEARCH, Tally.Kind.NOTHING]
    searches = Tally.objects.filter(day=today(now), kind=Tally.Kind.SEARCH)
    is_new = not searches.filter(subject=words).exists()
    if is_new and searches.values("subject").distinct().count() >= MAX_TERMS_A_DAY:
        return
    count({What(kind, words): 1 for kind in kinds}, now=now)


def thin_out(now: dt.datetime) -> int:
    """Hours become days after three months. What goes for good stands in cleaning.py.

    Returns how many rows went. Safe to repeat: a day that is merged holds no hours any more.
    """
    hours = Tally.objects.filter(day__lt=today(now) - KEEP_HOURS, hour__lt=WHOLE_DAY)
    days = hours.values_list("day", flat=True).distinct().order_by("day")
    return sum(_merge(day) for day in days)


@transaction.atomic
def _merge(day: dt.date) -> int:
    """All hours of a day in one row each; a day is merged whole or not at all."""
    rows = Tally.objects.filter(day=day, hour__lt=WHOLE_DAY)
    sums = list(rows.values("kind", "subject", "source").annotate(sum=Sum("count")))
    before = rows.count()
    rows.delete()
    for row in sums:
        number = row.pop("sum")
        merged = Tally.objects.filter(day=day, hour=WHOLE_DAY, **row)
        if not merged.update(count=F("count") + number):
            Tally.objects.create(day=day, hour=WHOLE_DAY, count=number, **row)
    return before - len(sums)
