"""The times that can be chosen, as the checkout shows them: by day, soonest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ordering.delivery.schedule import SlotOffer
from ordering.delivery.selectors import OfferedSlot
from ordering.delivery.words import clock, day_words, minutes_until, span

# From here on it is worth saying how many still fit.
FEW_LEFT = 10


@dataclass(frozen=True, slots=True)
class TimeCard:
    """One time: `title` large, `detail` below it. `is_wide` for what is more than an hour's window."""

    key: str
    title: str
    detail: str
    note: str
    is_wide: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TimeDay:
    """The times of one day; `is_open` when it shows without being asked for."""

    name: str
    cards: tuple[TimeCard, ...]
    is_open: bool


def time_days(slots: Sequence[OfferedSlot], chosen: str, now: dt.datetime) -> list[TimeDay]:
    """All offered times by day. The first day is open, and whichever holds the chosen time."""
    keys = {slot.offer.key for slot in slots}
    if chosen not in keys and slots:
        chosen = slots[0].offer.key
    days: list[TimeDay] = []
    for date, group in groupby(slots, key=lambda slot: slot.offer.date):
        cards = tuple(_cards(group, chosen, now))
        is_open = not days or any(card.is_chosen for card in cards)
        days.append(TimeDay(day_words(date, now), cards, is_open))
    return days


def _cards(slots: Iterable[OfferedSlot], chosen: str, now: dt.datetime) -> Iterable[TimeCard]:
    for slot in slots:
        offer = slot.offer
        title, detail = _words(offer, now)
        yield TimeCard(
            key=offer.key,
            title=title,
            detail=detail,
            note=_few(slot.left),
            is_wide=offer.is_asap or offer.is_round,
            is_chosen=offer.key == chosen,
        )


def _words(offer: SlotOffer, now: dt.datetime) -> tuple[str, str]:
    if offer.is_asap:
        minutes = minutes_until(offer.ends, now)
        return _("As soon as possible"), _("in about %(minutes)d minutes, by %(time)s") % {
            "minutes": minutes,
            "time": clock(offer.ends),
        }
    if offer.is_round:
        return offer.name, span(offer.starts, offer.ends)
    return span(offer.starts, offer.ends), ""


def _few(left: int) -> str:
    if left > FEW_LEFT:
        return ""
    return ngettext("%(count)d portion left", "%(count)d portions left", left) % {"count": left}
