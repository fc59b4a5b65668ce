"""The place decides the zone; what is not served any more is no place."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.delivery.models import Address, Slot, SlotDay
from ordering.delivery.places import place_of_area, place_of_bed
from ordering.delivery.selectors import kept_places, offered_slots, place_of_card
from ordering.delivery.services import (
    MAX_ADDRESSES,
    SlotFull,
    TooManyAddresses,
    day_of_slot,
    give_back_slot,
    keep_address,
    take_slot,
)
from ordering.testing import (
    NOON,
    area_place,
    bed_place,
    make_area,
    make_bed,
    make_slot,
    make_user,
    make_zone,
    open_every_day,
)

pytestmark = pytest.mark.django_db


def take(slot: Slot, portions: int, date: dt.date | None = None) -> SlotDay:
    day = day_of_slot(slot=slot, date=date or NOON.date())
    take_slot(slot_day=day, portions=portions)
    return day


def test_bed_and_area_bring_their_own_zone() -> None:
    wards, town = make_zone("wards"), make_zone("town", fee=2_000)
    assert bed_place(wards).zone == wards
    assert area_place(town, "blue gate").zone == town


def test_bed_is_named_by_ward_room_and_bed() -> None:
    place = bed_place(make_zone(), ward="Surgery", room="3", label="2")
    assert (place.label, place.group) == ("Surgery, room 3, bed 2", "Surgery")


def test_ward_or_zone_that_is_not_served_is_no_place() -> None:
    zone = make_zone()
    bed, area = make_bed(zone), make_area(zone)
    bed.room.ward.is_active = False
    assert place_of_bed(bed) is None
    zone.is_active = False
    assert place_of_area(area, "here") is None


def test_card_at_the_bed_names_its_bed() -> None:
    bed = make_bed(make_zone())
    found = place_of_card(bed.code)
    assert found is not None
    assert found.bed == bed


@pytest.mark.parametrize("code", ["nonsense", "", "a" * 10_000, "a\0b", "' OR 1=1 --"])
def test_unknown_card_names_nothing(code: str) -> None:
    make_bed(make_zone())
    assert place_of_card(code) is None


def test_slot_gives_its_last_portions_and_then_says_it_is_full() -> None:
    slot = make_slot(make_zone(), capacity=3)
    day = take(slot, 3)
    with pytest.raises(SlotFull, match="filled up"):
        take(slot, 1)
    assert SlotDay.objects.get(pk=day.pk).taken == 3
    give_back_slot(slot_day_id=day.pk, portions=3)
    assert SlotDay.objects.get(pk=day.pk).taken == 0


def test_slot_of_tomorrow_does_not_count_against_today() -> None:
    slot = make_slot(make_zone(), capacity=1)
    take(slot, 1)
    take(slot, 1, NOON.date() + dt.timedelta(days=1))
    assert list(SlotDay.objects.order_by("date").values_list("taken", flat=True)) == [1, 1]


def test_slot_without_room_for_the_whole_order_is_not_offered() -> None:
    zone = make_zone()
    open_every_day()
    slot = make_slot(zone, capacity=5)
    take(slot, 3)
    assert [offered.left for offered in offered_slots(zone, NOON, portions=2)][:1] == [2]
    assert all(
        offered.offer.date > NOON.date() for offered in offered_slots(zone, NOON, portions=3)
    )


def test_slots_belong_to_their_zones() -> None:
    wards, town = make_zone(), make_zone()
    open_every_day()
    make_slot(wards)
    assert offered_slots(wards, NOON)
    assert offered_slots(town, NOON) == []


def test_same_place_under_the_same_name_is_kept_once() -> None:
    user, place = make_user(), bed_place(make_zone())
    first = keep_address(user=user, label="Mama", place=place)
    assert keep_address(user=user, label="Mama", place=place) == first
    assert Address.objects.count() == 1


def test_account_keeps_a_bounded_number_of_places() -> None:
    user, zone = make_user(), make_zone()
    place = bed_place(zone)
    for number in range(MAX_ADDRESSES):
        keep_address(user=user, label=f"Place {number}", place=place)
    with pytest.raises(TooManyAddresses):
        keep_address(user=user, label="One more", place=place)
    assert Address.objects.count() == MAX_ADDRESSES


def test_kept_place_that_is_not_served_any_more_stays_without_a_place() -> None:
    user, zone = make_user(), make_zone()
    keep_address(user=user, label="Office", place=area_place(zone))
    zone.is_active = False
    zone.save()
    assert [kept.place for kept in kept_places(user)] == [None]
    assert kept_places(None) == []
