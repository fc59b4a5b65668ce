"""When the kitchen is open and when a slot can still be had. Pure: rows and `now` come in.

All times of day are of Kigali; `now` may be in any zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

KIGALI = ZoneInfo("Africa/Kigali")
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Hours:
    weekday: int
    opens_at: dt.time
    closes_at: dt.time


@dataclass(frozen=True, slots=True)
class ClosedDates:
    starts_on: dt.date
    ends_on: dt.date
    reason: str = ""

    def covers(self, date: dt.date) -> bool:
        return self.starts_on <= date <= self.ends_on


@dataclass(frozen=True, slots=True)
class KitchenState:
    """Whether orders are taken now, and what comes next."""

    is_open: bool
    closes_at: dt.datetime | None = None
    next_opening: dt.datetime | None = None
    closure_reason: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    starts: dt.datetime
    ends: dt.datetime

    def holds(self, moment: dt.datetime) -> bool:
        return self.starts <= moment < self.ends

    def overlaps(self, other: Interval) -> bool:
        return self.starts < other.ends and other.starts < self.ends


def today(now: dt.datetime) -> dt.date:
    """The date in Kigali: at 23:30 UTC it is tomorrow there."""
    return now.astimezone(KIGALI).date()


def at(date: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(date, time, KIGALI)


def open_intervals(
    hours: Sequence[Hours], closures: Sequence[ClosedDates], first: dt.date, days: int
) -> list[Interval]:
    """When the kitchen is open on `days` dates from `first`; a shift past midnight is one interval."""
    found = []
    for offset in range(days):
        date = first + dt.timedelta(days=offset)
        if any(closure.covers(date) for closure in closures):
            continue
        for shift in hours:
            if shift.weekday != date.weekday():
                continue
            ends_on = date if shift.closes_at > shift.opens_at else date + dt.timedelta(days=1)
            found.append(Interval(at(date, shift.opens_at), at(ends_on, shift.closes_at)))
    return sorted(found, key=lambda interval: interval.starts)


def kitchen_state(
    hours: Sequence[Hours], closures: Sequence[ClosedDates], now: dt.datetime
) -> KitchenState:
    """Open from the first second of opening until just before closing."""
    date = today(now)
    # A day back, for a shift that began yesterday and ends after midnight.
    intervals = open_intervals(hours, closures, date - dt.timedelta(days=1), DAYS_AHEAD + 2)
    current = next((interval for interval in intervals if interval.holds(now)), None)
    if current is not None:
        return KitchenState(is_open=True, closes_at=current.ends)
    coming = next((interval for interval in intervals if interval.starts > now), None)
    reason = next((c.reason for c in closures if c.covers(date)), "")
    return KitchenState(
        is_open=False, next_opening=coming.starts if coming else None, closure_reason=reason
    )


@dataclass(frozen=True, slots=True)
class SlotRule:
    """A recurring slot, as the rules see it."""

    slot_id: int
    code: str
    name: str
    is_round: bool
    starts_at: dt.time
    ends_at: dt.time
    cutoff_minutes: int


@dataclass(frozen=True, slots=True)
class SlotOffer:
    """A slot on a date that can be chosen now. `key` is what a form posts."""

    key: str
    slot_id: int
    name: str
    date: dt.date
    starts: dt.datetime
    ends: dt.datetime
    is_asap: bool = False
    is_round: bool = False


def slot_key(code: str, date: dt.date) -> str:
    return f"{code}@{date.isoformat()}"


def offers(
    rules: Iterable[SlotRule],
    hours: Sequence[Hours],
    closures: Sequence[ClosedDates],
    now: dt.datetime,
    *,
    promise_minutes: int,
    days: int = 2,
) -> list[SlotOffer]:
    """What can be chosen at `now`, soonest first; "as soon as possible" leads when it is possible.

    A slot is offered strictly before its cut-off (10:00:00 is too late for a cut-off at 10:00) and
    only while the kitchen is open for at least a part of it. "As soon as possible" promises `promise_minutes` from now and
    counts against the window of the day in which the promise falls. Where ward rounds go, people
    choose between a round and as soon as possible; windows only keep count there.
    """
    ordered = sorted(rules, key=lambda rule: (rule.starts_at, rule.code))
    has_rounds = any(rule.is_round for rule in ordered)
    chosen_by_name = [rule for rule in ordered if rule.is_round or not has_rounds]
    found = []
    for offset in range(days):
        date = today(now) + dt.timedelta(days=offset)
        # A day back, for a shift that began the evening before and ends after midnight.
        shifts = open_intervals(hours, closures, date - dt.timedelta(days=1), 2)
        for rule in chosen_by_name:
            slot = Interval(at(date, rule.starts_at), at(date, rule.ends_at))
            is_open = any(shift.overlaps(slot) for shift in shifts)
            if is_open and now < slot.starts - dt.timedelta(minutes=rule.cutoff_minutes):
                found.append(
                    SlotOffer(
                        key=slot_key(rule.code, date),
                        slot_id=rule.slot_id,
                        name=rule.name,
                        date=date,
                        starts=slot.starts,
                        ends=slot.ends,
                        is_round=rule.is_round,
                    )
                )
    asap = _asap(ordered, hours, closures, now, promise_minutes)
    return [asap, *found] if asap else found


def _asap(
    rules: Sequence[SlotRule],
    hours: Sequence[Hours],
    closures: Sequence[ClosedDates],
    now: dt.datetime,
    promise_minutes: int,
) -> SlotOffer | None:
    if not kitchen_state(hours, closures, now).is_open:
        return None
    date = today(now)
    promised = now + dt.timedelta(minutes=promise_minutes)
    windows = [
        (rule, Interval(at(date, rule.starts_at), at(date, rule.ends_at)))
        for rule in rules
        if not rule.is_round
    ]
    # A promise just after the last window still counts against the window that is running.
    for moment in (promised, now):
        for rule, window in windows:
            if window.holds(moment):
                return SlotOffer(
                    key="asap",
                    slot_id=rule.slot_id,
                    name="",
                    date=date,
                    starts=now,
                    ends=promised,
                    is_asap=True,
                )
    return None
