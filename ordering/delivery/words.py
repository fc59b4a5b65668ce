"""Dates and times as people say them: today, tomorrow, then the day's name. Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .schedule import KIGALI, today


def day_words(date: dt.date, now: dt.datetime) -> str:
    """ "Today", "Tomorrow", "Yesterday", or "Friday 27 November" seen from `now`."""
    distance = (date - today(now)).days
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    if distance in near:
        return near[distance]
    return date_format(date, "l j F")


def clock(moment: dt.datetime) -> str:
    """The time of day in Kigali: 13:05."""
    return f"{moment.astimezone(KIGALI):%H:%M}"


def span(starts: dt.datetime, ends: dt.datetime) -> str:
    """From when until when, on one day: 12:00–13:30."""
    return f"{clock(starts)}–{clock(ends)}"


def minutes_until(moment: dt.datetime, now: dt.datetime) -> int:
    """Whole minutes from `now`, never below zero."""
    return max(0, round((moment - now).total_seconds() / 60))
