"""How an editor looks at a page before others do: on another day, from a place, in a language.

A preview is an ordinary page whose request says when and where it is. Pages and banners ask
`moment_of` and `place_of` instead of the clock, so a preview shows what people will really see.
Words that are not saved yet are shown as well, except in another language, which is a page of its
own and is shown as it was last saved.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

DAYS_AHEAD = 7
NOON, LATE = dt.time(12), dt.time(22)
# As the zones of delivery call them.
INSIDE, OUTSIDE = "inside", "outside"
LANGUAGE_PREFIX = "language-"

Modes = list[tuple[str, str]]


def preview_modes(now: dt.datetime, *, language: str = "") -> Modes:
    """What can be chosen beside "now"; `language` is the one that the page is written in."""
    today = timezone.localtime(now).date()
    days = [(f"day-{n}", today + dt.timedelta(days=n)) for n in range(1, DAYS_AHEAD + 1)]
    languages = [(code, name) for code, name in settings.LANGUAGES if language and code != language]
    return [
        ("night", _("Tonight at 22:00")),
        *((code, _("%(day)s at noon") % {"day": date_format(day, "l j F")}) for code, day in days),
        (INSIDE, _("For somebody at a bed in the hospital")),
        (OUTSIDE, _("For somebody in town")),
        *((f"{LANGUAGE_PREFIX}{code}", _("In %(language)s") % {"language": name})
          for code, name in languages),
    ]  # fmt: skip


def preview_as(request: HttpRequest, mode: str, *, now: dt.datetime) -> None:
    """Put a mode on the request of a preview; one that we do not know is now and nowhere."""
    today = timezone.localtime(now).date()
    if mode == "night":
        request.previewed_at = _at(today, LATE)  # type: ignore[attr-defined]
    elif mode in {f"day-{n}" for n in range(1, DAYS_AHEAD + 1)}:
        day = today + dt.timedelta(days=int(mode.removeprefix("day-")))
        request.previewed_at = _at(day, NOON)  # type: ignore[attr-defined]
    elif mode in {INSIDE, OUTSIDE}:
        request.previewed_from = mode  # type: ignore[attr-defined]


def language_of(mode: str) -> str:
    """The language that a mode asks for; "" for all others."""
    code = mode.removeprefix(LANGUAGE_PREFIX)
    return code if code != mode and code in dict(settings.LANGUAGES) else ""


def moment_of(request: HttpRequest) -> dt.datetime:
    """Now, or the moment that a preview is about."""
    moment: dt.datetime | None = getattr(request, "previewed_at", None)
    return moment or timezone.now()


def place_of(request: HttpRequest) -> str:
    """Inside or outside the hospital, where a preview is about that; else ""."""
    place: str = getattr(request, "previewed_from", "")
    return place


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))
