"""Phone numbers and secrets: what logs, error reports and the admin never say."""

from __future__ import annotations

import datetime as dt
import logging
import sys

import pytest
import sentry_sdk
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from sentry_sdk.utils import event_from_exception

from ordering.checkout import services as checkout_services
from ordering.orders.models import Order
from ordering.payments.asking import poll_due
from ordering.payments.models import Payment
from ordering.payments.sandbox.server import SandboxServer
from ordering.refunds.carrying import carry_out_due
from ordering.testing import (
    bed_place,
    checkout_data,
    make_filled_cart,
    make_item,
    make_zone,
    open_all_day,
    shop,
)
from site_core.base.logs import JsonFormatter
from site_core.base.sentry import clean_event
from tests.addresses import our_routes
from tests.house import House

pytestmark = pytest.mark.django_db

# However somebody writes it.
CUSTOMER = ("788123456", "788 123 456")
PAYER = ("780000451", "780 000 451")
SECRETS = ("subscription-secret", "api-key-secret", "refund-secret", "client-secret", "Bearer ")
ABOUT_PEOPLE = ("orders/", "payments/", "refunds/", "receipts/", "credit/", "notifications/")


def _says(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in text]


def _later(seconds: float) -> dt.datetime:
    return timezone.now() + dt.timedelta(seconds=seconds)


def _order(client: Client, phone: str) -> Order:
    zone = make_zone()
    open_all_day(zone)
    cart = make_filled_cart(make_item(), place=bed_place(zone, label=phone[-3:]))
    shop(client, cart)
    client.post("/checkout/", checkout_data(cart, method="mtn", payer_phone=phone))
    return Order.objects.get(checkout_token=cart.checkout_token)


def test_logs_of_a_whole_journey_name_no_phone_and_no_secret(
    client: Client, sandbox: SandboxServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Ordered, refused, tried again, called back, paid, cancelled, given back; and all goes wrong."""
    caplog.set_level(logging.DEBUG)
    order = _order(client, "0780 000 451")
    for seconds in (5, 15, 30):
        poll_due(_later(seconds))
    client.post(f"/orders/{order.code}/pay/", {"method": "mtn", "payer_phone": "0788 123 456"})
    for mood in ("down", "rubbish", "busy", ""):
        sandbox.book.behaviour.mood = mood
        for payment in Payment.objects.all():
            client.post(
                reverse("payment_callback", args=[payment.method, payment.reference]),
                {"status": "SUCCESSFUL", "payer": "250788123456"},
                content_type="application/json",
            )
        poll_due(_later(60))
    client.post(f"/orders/{order.code}/cancel/")
    for mood in ("down", ""):
        sandbox.book.behaviour.mood = mood
        carry_out_due(_later(600))
    assert Payment.objects.count() == 2
    assert Payment.objects.filter(status="succeeded", refunded__gt=0).exists()

    assert caplog.records, "the journey is logged at all"
    assert _says(caplog.text, (*CUSTOMER, *PAYER, *SECRETS)) == []


def test_an_error_report_names_no_phone(
    client: Client,
    sandbox: SandboxServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reports = []

    def breaks(*, new: object, **facts: object) -> None:
        phone = "+250788123456"
        try:
            raise RuntimeError(f"no order for {phone}")
        except RuntimeError:
            event, hint = event_from_exception(
                sys.exc_info(), client_options=sentry_sdk.get_client().options
            )
            reports.append(clean_event(event, hint))
            raise

    monkeypatch.setattr(checkout_services, "create_order", breaks)
    client.raise_request_exception = False
    zone = make_zone()
    open_all_day(zone)
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    shop(client, cart)

    answer = client.post("/checkout/", checkout_data(cart))

    assert answer.status_code == 500
    assert not Order.objects.exists()
    (record,) = [record for record in caplog.records if record.exc_info]
    line = JsonFormatter().format(record)
    assert "no order for [phone]" in line
    for told in (line, str(reports[0]["exception"]["values"][0]["value"]), answer.content.decode()):
        assert _says(told, CUSTOMER) == []


def test_pages_of_the_admin_show_phones_to_support_alone_and_payers_to_nobody(
    house: House,
) -> None:
    Payment.objects.filter(order=house.order).update(payer_phone="+250780000451", method="mtn")
    pages = [
        house.path(route)
        for route in sorted(our_routes())
        if route.startswith("cms/^") and _says(route, ABOUT_PEOPLE)
        if "/create/" not in route and "/delete/" not in route and "/edit/" not in route
    ]
    seen = dict.fromkeys(("marketing", "menu", "support", "manager"), "")
    for role in seen:
        for page in pages:
            answer = house.clients[role].get(page)
            if answer.status_code == 200:
                seen[role] += answer.content.decode()
    assert _says(seen["support"], CUSTOMER)
    assert _says(seen["marketing"] + seen["menu"], CUSTOMER) == []
    assert _says("".join(seen.values()), PAYER) == []
