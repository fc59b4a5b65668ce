"""Places and times in the admin: beds keep their cards, and what cannot be is refused in words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.delivery.models import Bed, Closure, OpeningHours, Room, Slot, SlotDay, Zone
from ordering.delivery.schedule import today
from ordering.testing import make_bed, make_order, make_slot, make_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    return log_in("manager")


def zone_form(**changes: object) -> dict[str, object]:
    return {
        "name": "Town", "name_fr": "", "name_rw": "", "code": "town", "kind": "outside",
        "fee": "1 000", "free_from": "25 000", "minimum": "", "promise_minutes": "60",
        "position": "0", "is_active": "on", **changes,
    }  # fmt: skip


def test_a_zone_is_written_from_amounts_as_people_type_them(manager):
    manager.post("/cms/delivery/zone/create/", zone_form())
    zone = Zone.objects.get(code="town")
    assert (zone.fee, zone.free_from, zone.minimum) == (1_000, 25_000, 0)


@pytest.mark.parametrize("field", ["fee", "free_from", "minimum"])
@pytest.mark.parametrize("amount", ["1 500,50", "-1", "1e3", "NaN"])
def test_an_amount_that_is_none_is_refused_in_words(manager, field, amount):
    response = manager.post("/cms/delivery/zone/create/", zone_form(**{field: amount}))
    assert "Please write whole francs" in response.content.decode()
    assert not Zone.objects.exists()


@pytest.mark.parametrize("rubbish", ["", "\x00", "x" * 3_000, "-1", "99999999999999999999"])
def test_rubbish_in_any_field_of_a_zone_or_slot_is_answered_in_words(manager, rubbish):
    zone = make_zone()
    slot = make_slot(zone)
    slot_form = {
        "name": "Lunch", "code": "lunch", "kind": "round", "starts_at": "12:00", "ends_at": "13:00",
        "cutoff_minutes": "60", "capacity": "10", "zones": zone.code, "is_active": "on",
    }  # fmt: skip
    for url, form in (
        (f"/cms/delivery/zone/edit/{zone.pk}/", zone_form()),
        (f"/cms/delivery/slot/edit/{slot.pk}/", slot_form),
    ):
        for name in form:
            response = manager.post(url, {**form, name: rubbish})
            assert response.status_code in {200, 302}, (url, name)


def test_a_slot_that_ends_before_it_starts_is_refused(manager):
    slot = make_slot(make_zone())
    form = {
        "name": "Lunch", "code": slot.code, "kind": "round", "starts_at": "13:00",
        "ends_at": "12:00", "cutoff_minutes": "60", "capacity": "10",
        "zones": slot.zones.get().code,
    }  # fmt: skip
    page = manager.post(f"/cms/delivery/slot/edit/{slot.pk}/", form).content.decode()
    assert "The end must be after the start." in page
    assert Slot.objects.get(pk=slot.pk).capacity == 50


@pytest.mark.parametrize(("capacity", "held"), [("80", (80, 12)), ("10", (12, 12))])
def test_another_capacity_counts_from_today_and_never_below_what_is_taken(manager, capacity, held):
    slot = make_slot(make_zone(), capacity=50)
    date = today(timezone.now())
    for day in (date, date - dt.timedelta(days=1)):
        SlotDay.objects.create(slot=slot, date=day, capacity=50, taken=12)
    form = {
        "name": "Lunch", "code": slot.code, "kind": "round", "starts_at": "12:00",
        "ends_at": "13:00", "cutoff_minutes": "60", "capacity": capacity,
        "zones": slot.zones.get().code,
    }  # fmt: skip
    manager.post(f"/cms/delivery/slot/edit/{slot.pk}/", form)
    days = SlotDay.objects.order_by("date").values_list("capacity", "taken")
    assert list(days) == [(50, 12), held]


def test_a_closure_that_ends_before_it_starts_is_refused(manager):
    form = {"name": "Umuganura", "starts_on": "2026-08-07", "ends_on": "2026-08-06"}
    page = manager.post("/cms/delivery/closure/create/", form).content.decode()
    assert "The last day must not be before the first." in page
    assert not Closure.objects.exists()


def test_the_same_hours_twice_are_refused(manager):
    form = {"weekday": "0", "opens_at": "06:30", "closes_at": "21:00"}
    assert manager.post("/cms/delivery/openinghours/create/", form).status_code == 302
    assert manager.post("/cms/delivery/openinghours/create/", form).status_code == 200
    assert OpeningHours.objects.count() == 1


def test_a_zone_that_wards_need_is_not_deleted(manager):
    zone = make_bed(make_zone()).room.ward.zone
    page = manager.post(f"/cms/delivery/zone/delete/{zone.pk}/", follow=True).content.decode()
    assert "ward “Surgery”" in page
    assert Zone.objects.filter(pk=zone.pk).exists()


def room_form(room: Room, beds: str) -> dict[str, object]:
    return {"ward": room.ward_id, "name": room.name, "bed_labels": beds}


def test_a_bed_that_stays_keeps_the_code_on_its_card(manager):
    bed = make_bed(make_zone(), label="2")
    manager.post(f"/cms/delivery/room/edit/{bed.room_id}/", room_form(bed.room, "1, 2, 3, 2,"))
    found = dict(Bed.objects.filter(room=bed.room).values_list("label", "code"))
    assert sorted(found) == ["1", "2", "3"]
    assert found["2"] == bed.code


def test_a_bed_that_goes_leaves_the_orders_that_went_to_it(manager):
    order = make_order()
    room = order.bed.room
    manager.post(f"/cms/delivery/room/edit/{room.pk}/", room_form(room, "99"))
    place = order.place
    order.refresh_from_db()
    assert (order.bed, order.place) == (None, place)


@pytest.mark.parametrize("beds", ["x" * 21, "x" * 2_000, "\x00"])
def test_a_bed_that_cannot_be_is_refused(manager, beds):
    bed = make_bed(make_zone())
    response = manager.post(f"/cms/delivery/room/edit/{bed.room_id}/", room_form(bed.room, beds))
    assert response.status_code == 200
    assert Bed.objects.get(room=bed.room).code == bed.code


def test_every_bed_has_a_card_that_opens_the_cart(manager, settings):
    settings.SITE_BASE_URL = "https://dusangire.example"
    bed = make_bed(make_zone())
    url = f"/cms/delivery/ward/cards/{bed.room.ward_id}/"
    page = manager.get(url).content.decode()
    assert f"https://dusangire.example/cart/place/?bed={bed.code}" in page
    assert page.count("<svg") == 1
    before = count_queries(manager, url)
    for label in "abcdef":
        Bed.objects.create(room=bed.room, label=label)
    assert count_queries(manager, url) == before


def test_listings_ask_as_often_for_many_rows_as_for_one(manager):
    urls = [f"/cms/delivery/{name}/" for name in ("zone", "ward", "room", "area", "slot")]
    make_slot(make_bed(make_zone()).room.ward.zone)
    before = [count_queries(manager, url) for url in urls for _twice in range(2)][1::2]
    for number in range(8):
        zone = make_zone()
        make_slot(zone)
        make_bed(zone, ward=f"Ward {number}")
    assert [count_queries(manager, url) for url in urls] == before
