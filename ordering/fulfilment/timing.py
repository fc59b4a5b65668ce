"""How late is it? Pure: an order and a moment in, minutes and urgency out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, DateTimeField, F, When
from django.utils import timezone
from django.utils.translation import gettext as _

from ordering.delivery.models import Slot, SlotDay
from ordering.delivery.schedule import at, today
from ordering.orders.models import Order

SOON_MINUTES = 10
# Above this a clock time says more than a number of minutes.
COUNTED_MINUTES = 90

# The same rule as `due_at`, for ordering in the database.
DUE_AT = Case(
    When(is_asap=False, slot_day__slot__kind=Slot.Kind.ROUND, then=F("promised_from")),
    default=F("promised_until"),
    output_field=DateTimeField(),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a card shows large. `urgency` is calm, soon or late; `words` say the same."""

    figure: str
    words: str
    urgency: str


def due_at(order: Order) -> dt.datetime:
    """When the food has to leave: a ward round at its start, all else by the promise."""
    if not order.is_asap and order.slot_day.slot.kind == Slot.Kind.ROUND:
        return order.promised_from
    return order.promised_until


def minutes_between(start: dt.datetime, end: dt.datetime) -> int:
    """Whole minutes, rounded down: 59 seconds are none yet."""
    return int((end - start).total_seconds() // 60)


def clock_until(due: dt.datetime, now: dt.datetime) -> Clock:
    """Minutes left or late, or the time of day when that is far off."""
    late = minutes_between(due, now)
    if late >= 1:
        return Clock(str(late), _("min late"), "late")
    left = max(minutes_between(now, due), 0)
    if left > COUNTED_MINUTES:
        return Clock(hour(due), day_words(due, now), "calm")
    return Clock(str(left), _("min left"), "soon" if left <= SOON_MINUTES else "calm")


def hour(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def day_words(moment: dt.datetime, now: dt.datetime) -> str:
    """Which day, as people say it."""
    days = (timezone.localtime(moment).date() - timezone.localtime(now).date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return f"{timezone.localtime(moment):%d.%m.}"


def slot_title(day: SlotDay, *, is_asap: bool, now: dt.datetime) -> str:
    """ "Lunch round 12:00–13:30", with the day in front unless it is today."""
    if is_asap:
        return _("As soon as possible")
    slot = day.slot
    starts = at(day.date, slot.starts_at)
    words = f"{slot.localized_name} {hour(starts)}–{slot.ends_at:%H:%M}"
    return words if day.date == today(now) else f"{day_words(starts, now).capitalize()}: {words}"
