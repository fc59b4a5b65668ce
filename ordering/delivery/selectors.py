"""Reads for screens: is the kitchen open, which slots can be chosen, where do we deliver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from site_core.users.models import User

from . import schedule
from .models import Address, Area, Bed, Closure, OpeningHours, Room, Slot, SlotDay, Ward, Zone
from .places import PLACE_RELATIONS, Place, place_of, place_of_bed
from .schedule import ClosedDates, Hours, KitchenState, SlotOffer, SlotRule


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hours and closures, loaded once for all questions of a request."""

    hours: tuple[Hours, ...]
    closures: tuple[ClosedDates, ...]

    def state(self, now: dt.datetime) -> KitchenState:
        return schedule.kitchen_state(self.hours, self.closures, now)


def opening_hours() -> tuple[Hours, ...]:
    """The week, Monday first. One query."""
    return tuple(
        Hours(row.weekday, row.opens_at, row.closes_at)
        for row in OpeningHours.objects.order_by("weekday", "opens_at")
    )


def load_calendar(now: dt.datetime) -> Calendar:
    """Two queries."""
    yesterday = schedule.today(now) - dt.timedelta(days=1)
    hours = opening_hours()
    closures = tuple(
        ClosedDates(row.starts_on, row.ends_on, row.localized_name)
        for row in Closure.objects.filter(ends_on__gte=yesterday).order_by("starts_on", "pk")
    )
    return Calendar(hours, closures)


def kitchen_state(now: dt.datetime) -> KitchenState:
    return load_calendar(now).state(now)


@dataclass(frozen=True, slots=True)
class OfferedSlot:
    """A slot that can be chosen and how many portions still fit."""

    offer: SlotOffer
    slot: Slot
    left: int


def offered_slots(zone: Zone, now: dt.datetime, *, portions: int = 1) -> list[OfferedSlot]:
    """The slots of a zone that still hold `portions`, soonest first. Four queries."""
    calendar = load_calendar(now)
    slots = {slot.pk: slot for slot in Slot.objects.filter(is_active=True, zones=zone)}
    found = schedule.offers(
        (_rule(slot) for slot in slots.values()),
        calendar.hours,
        calendar.closures,
        now,
        promise_minutes=zone.promise_minutes,
    )
    taken = {
        (day.slot_id, day.date): day.left
        for day in SlotDay.objects.filter(slot__in=slots, date__gte=schedule.today(now))
    }
    offered = [
        OfferedSlot(
            offer=offer,
            slot=slots[offer.slot_id],
            left=taken.get((offer.slot_id, offer.date), slots[offer.slot_id].capacity),
        )
        for offer in found
    ]
    return [slot for slot in offered if slot.left >= portions]


def _rule(slot: Slot) -> SlotRule:
    return SlotRule(
        slot_id=slot.pk,
        code=slot.code,
        name=slot.localized_name,
        is_round=slot.kind == Slot.Kind.ROUND,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        cutoff_minutes=slot.cutoff_minutes,
    )


def wards_with_beds() -> QuerySet[Ward]:
    """Wards we serve, with rooms and beds in the order people read them. Three queries."""
    rooms = Room.objects.order_by("name", "pk").prefetch_related(
        Prefetch("beds", queryset=Bed.objects.order_by("label", "pk"))
    )
    return (
        Ward.objects.filter(is_active=True, zone__is_active=True)
        .select_related("zone")
        .prefetch_related(Prefetch("rooms", queryset=rooms))
        .order_by("position", "pk")
    )


def served_areas() -> QuerySet[Area]:
    """Areas we serve, inside the hospital first, then by distance."""
    return (
        Area.objects.filter(is_active=True, zone__is_active=True)
        .select_related("zone")
        .order_by("zone__position", "position", "pk")
    )


def active_zones() -> QuerySet[Zone]:
    return Zone.objects.filter(is_active=True).order_by("position", "pk")


def addresses_of(user: User) -> QuerySet[Address]:
    """The places that an account keeps, newest first, with all that their words need."""
    return (
        Address.objects.filter(user=user)
        .select_related(*PLACE_RELATIONS)
        .order_by("-created_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """An address with its words; `place` is None when we do not deliver there at the moment."""

    address: Address
    place: Place | None


def kept_places(user: User | None) -> list[KeptPlace]:
    """The addresses of an account with their places; none for a guest. One query."""
    if user is None:
        return []
    return [KeptPlace(address, place_of(address)) for address in addresses_of(user)]


def place_of_card(code: str) -> Place | None:
    """The bed of a card that hangs there; None when we do not know it or do not serve it."""
    if "\0" in code:
        return None
    bed = Bed.objects.select_related("room__ward__zone").filter(code=code[:20]).first()
    return place_of_bed(bed) if bed else None
