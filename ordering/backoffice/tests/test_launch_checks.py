from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ordering.backoffice import launch_checks, watching
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import OpeningHours, Slot, Ward, Zone
from ordering.delivery.seeding import seed_delivery
from ordering.orders.models import Order
from ordering.payments.methods import ensure_methods
from ordering.payments.models import Method, Payment, PaymentMethod, Status
from ordering.testing import NOON, make_item, make_order

pytestmark = pytest.mark.django_db


def levels(found: Any) -> dict[str, str]:
    return {finding.name: finding.level.value for finding in found}


def test_a_menu_whose_allergens_somebody_confirmed() -> None:
    MenuItem.objects.all().delete()
    assert levels(launch_checks.look_at_menu(NOON))["dishes"] == "error"

    make_item("isombe", is_sample=True)
    found = list(launch_checks.look_at_menu(NOON))
    assert levels(found) == {"categories": "ok", "dishes": "ok", "allergens": "error"}
    assert "1 dishes" in found[-1].advice

    MenuItem.objects.update(is_sample=False, facts_confirmed_at=NOON)
    assert set(levels(launch_checks.look_at_menu(NOON)).values()) == {"ok"}


def test_a_dish_off_sale_may_wait_for_its_dietitian() -> None:
    make_item("isombe", facts_confirmed_at=NOON)
    make_item("umutsima", is_sample=True, is_listed=False)

    assert levels(launch_checks.look_at_menu(NOON))["allergens"] == "ok"


def test_places_and_times() -> None:
    seed_delivery()
    assert set(levels(launch_checks.look_at_places(NOON)).values()) == {"ok"}

    zone = Zone.objects.order_by("pk")[0]
    for slot in Slot.objects.all():
        slot.zones.remove(zone)
    found = {finding.name: finding for finding in launch_checks.look_at_places(NOON)}
    assert found["slots of each zone"].level == "error"
    assert zone.name in found["slots of each zone"].advice

    for model in (Slot, Ward, Zone):
        model._default_manager.update(is_active=False)
    OpeningHours.objects.all().delete()
    red = levels(launch_checks.look_at_places(NOON))
    assert [name for name, level in red.items() if level == "error"] == [
        "zones", "wards", "opening hours", "slots",
    ]  # fmt: skip


def test_ways_to_pay(settings: Any) -> None:
    ensure_methods()
    PaymentMethod.objects.update(is_offered=False)
    assert levels(launch_checks.look_at_payments(NOON)) == {"ways to pay": "error", "sandbox": "ok"}

    PaymentMethod.objects.filter(method__in=(Method.CASH, Method.MTN, Method.BANK)).update(
        is_offered=True
    )
    settings.MOMO_SANDBOX_URL = "http://127.0.0.1:9000"
    assert levels(launch_checks.look_at_payments(NOON)) == {
        "ways to pay": "ok",
        "way to pay cash": "ok",
        "way to pay mtn": "warning",
        "way to pay bank": "warning",
        "sandbox": "error",
    }

    settings.MTN_MOMO = {**settings.MTN_MOMO, "BASE_URL": "https://proxy.example"}
    PaymentMethod.objects.update(pay_to="Account 1")
    PaymentMethod.objects.filter(method=Method.CASH).update(text_rw="")
    found = levels(launch_checks.look_at_payments(NOON))
    assert found["way to pay mtn"] == found["way to pay bank"] == "ok"
    assert found["way to pay cash"] == "warning"


def test_orders_that_are_long_overdue() -> None:
    order: Order = make_order(make_item("isombe"))
    late = order.promised_until + watching.LATE_AFTER

    assert watching.look_at_orders(late).ok
    found = watching.look_at_orders(late + dt.timedelta(seconds=1))
    assert not found.ok
    assert found.advice.startswith("1 are more than half an hour late")


def test_payments_of_which_nobody_knows() -> None:
    make_order(make_item("isombe"))
    Payment.objects.update(status=Status.UNKNOWN, created_at=NOON, settled_at=None)

    assert watching.look_at_payments(NOON + dt.timedelta(minutes=60)).ok
    assert not watching.look_at_payments(NOON + dt.timedelta(minutes=61)).ok
