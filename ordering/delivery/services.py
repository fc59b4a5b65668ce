"""Taking and giving back the capacity of a slot; keeping a customer's places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Address, Slot, SlotDay
from .places import Place
from .schedule import today

MAX_ADDRESSES = 20


class TooManyAddresses(DomainError):
    """An account keeps a bounded number of places."""


class SlotFull(DomainError):
    """The slot has no room left for that many portions."""


def day_of_slot(*, slot: Slot, date: dt.date) -> SlotDay:
    """The row that counts a slot on a date, made on first use. Takes nothing and locks nothing."""
    return SlotDay.objects.get_or_create(
        slot=slot, date=date, defaults={"capacity": slot.capacity}
    )[0]


def take_slot(*, slot_day: SlotDay, portions: int) -> None:
    """Take `portions` of a slot on a date, or raise SlotFull.

    One conditional UPDATE decides, so two orders for the last place cannot both win, on SQLite
    and PostgreSQL alike. Must run inside the transaction of what takes the place.
    """
    won = SlotDay.objects.filter(pk=slot_day.pk, taken__lte=F("capacity") - portions).update(
        taken=F("taken") + portions
    )
    if not won:
        raise SlotFull(_("This delivery time has just filled up. Please choose another time."))


def set_capacity(*, slot: Slot, now: dt.datetime) -> None:
    """The slot holds another number of portions: from today on, also on dates with orders already.

    Never fewer than were taken on a date. Safe to repeat.
    """
    SlotDay.objects.filter(slot=slot, date__gte=today(now)).update(
        capacity=Greatest(F("taken"), slot.capacity)
    )


def give_back_slot(*, slot_day_id: int, portions: int) -> None:
    """Return portions to a slot. Not safe to repeat: the caller's own transition must be."""
    SlotDay.objects.filter(pk=slot_day_id, taken__gte=portions).update(taken=F("taken") - portions)


def shift_slots(*, shifts: Mapping[int, int]) -> None:
    """Take (above zero) or give back (below) portions of several slots by key, or raise SlotFull.

    In the order of the keys, whichever is taken: of two orders that change places neither waits
    for the other. Must run inside the transaction of the change, which a refusal undoes.
    """
    days = SlotDay.objects.in_bulk([key for key, portions in shifts.items() if portions > 0])
    for key, portions in sorted(shifts.items()):
        if portions > 0:
            take_slot(slot_day=days[key], portions=portions)
        elif portions < 0:
            give_back_slot(slot_day_id=key, portions=-portions)


def keep_address(*, user: User, label: str, place: Place) -> Address:
    """Keep a place under a name; the same place under the same name is kept once.

    Raises TooManyAddresses beyond MAX_ADDRESSES.
    """
    fields = {"bed": place.bed, "area": place.area, "directions": place.directions}
    known = Address.objects.filter(user=user, label=label, **fields).first()
    if known is not None:
        return known
    if Address.objects.filter(user=user).count() >= MAX_ADDRESSES:
        raise TooManyAddresses(
            _("We keep %(count)d places for you. Please delete one first.")
            % {"count": MAX_ADDRESSES}
        )
    return Address.objects.create(user=user, label=label, **fields)


def rename_address(*, address: Address, label: str) -> None:
    """Safe to repeat."""
    Address.objects.filter(pk=address.pk).update(label=label)


def forget_address(*, address: Address) -> None:
    """Orders keep their own copy of where they went. Safe to repeat."""
    Address.objects.filter(pk=address.pk).delete()
