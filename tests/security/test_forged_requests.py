"""Requests that no page of ours would send: forged hosts, redirects, callbacks and extra fields."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.payments.models import Payment, Status
from ordering.refunds.tests.factories import provider
from ordering.testing import (
    bed_place,
    checkout_data,
    make_filled_cart,
    make_item,
    make_order,
    make_zone,
    open_all_day,
    open_every_day,
    shop,
)
from site_core.users.models import User
from site_core.users.tests.people import PASSWORD, make_admin, make_customer

pytestmark = pytest.mark.django_db

EVIL = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "///evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "\thttps://evil.example/",
    "https://testserver@evil.example/",
    "http://testserver.evil.example/",
)


# --- Redirects -----------------------------------------------------------------------------------
@pytest.mark.parametrize("target", EVIL)
def test_nothing_of_ours_leads_to_another_site(client: Client, target: str) -> None:
    item = make_item("isombe")
    make_customer()
    answers = [
        client.get("/cms/login/", {"next": target}),
        client.post(f"/cart/add/{item.code}/", {"quantity": "1", "next": target}),
        client.post("/cart/eater/", {"clear": "1", "next": target}),
        client.post(
            "/accounts/login/", {"login": "uwase@example.rw", "password": PASSWORD, "next": target}
        ),
        client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": target}),
        client.post("/accounts/logout/", {"next": target}),
    ]
    for answer in answers:
        assert "evil.example" not in answer.get("Location", "").split("?")[0], answer.request
        assert "javascript" not in answer.get("Location", "")


# --- Hosts -------------------------------------------------------------------------------------
@pytest.fixture
def one_host(settings: Any) -> None:
    """As in production, where ALLOWED_HOSTS must name the site."""
    settings.ALLOWED_HOSTS = ["dusangire.example"]
    settings.PAGE_CACHE_SECONDS = 30


def test_a_forged_host_is_refused_and_poisons_no_letter_and_no_page(one_host: None) -> None:
    make_customer()
    forged = Client(headers={"host": "evil.example"}, raise_request_exception=False)
    form = {"email": "uwase@example.rw"}
    assert forged.post("/accounts/password/reset/", form).status_code == 400
    assert forged.get("/letters/").status_code == 400
    assert mail.outbox == []


def test_a_forwarded_host_is_not_believed(one_host: None) -> None:
    make_customer()
    honest = Client(headers={"host": "dusangire.example", "x-forwarded-host": "evil.example"})
    honest.post("/accounts/password/reset/", {"email": "uwase@example.rw"})
    [letter] = mail.outbox
    assert "dusangire.example/accounts/password/reset/key/" in letter.body
    assert "evil.example" not in letter.body
    page = Client(headers={"host": "dusangire.example"}).get("/accounts/login/")
    assert "evil.example" not in page.content.decode()


# --- Callbacks -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "body",
    [
        '{"status": "SUCCESSFUL", "amount": "1", "financialTransactionId": "1"}',
        '{"transaction": {"status_code": "TS", "id": "%s"}}',
        '{"refunded": 0, "status": "succeeded"}',
        "not json at all",
        "[" * 5_000,
    ],
)
def test_a_forged_callback_pays_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    provider(monkeypatch)
    order = make_order(make_item())
    payment = order.payments.get()
    Payment.objects.filter(pk=payment.pk).update(method="mtn")
    reference = str(payment.reference)

    client.post(
        f"/payments/callback/mtn/{reference}/", body.replace("%s", reference), "application/json"
    )
    client.post("/payments/callback/airtel/", body.replace("%s", reference), "application/json")

    payment.refresh_from_db()
    order.refresh_from_db()
    assert (payment.status, order.payment_state) == (Status.PENDING, PaymentState.UNPAID)


def test_a_callback_tells_a_stranger_nothing_about_payments(client: Client) -> None:
    known = make_order(make_item()).payments.get().reference
    Payment.objects.update(method="mtn")
    answers = {
        (answer.status_code, answer.content)
        for reference in (known, uuid.uuid4())
        for answer in [client.post(f"/payments/callback/mtn/{reference}/")]
    }
    assert answers == {(200, b"")}


# --- Fields that a form does not have --------------------------------------------------------------
EXTRA = {
    "is_staff": "on", "is_superuser": "on", "is_active": "on", "groups": "1", "user_permissions": "1",
    "pk": "1", "id": "1", "user": "1", "user_id": "1", "phone_verified_at": "2026-01-01 00:00",
}  # fmt: skip


def test_nobody_signs_up_as_staff(client: Client) -> None:
    admin = make_admin()
    client.post(
        "/accounts/signup/",
        {
            "name": "A",
            "email": "a@example.rw",
            "password1": "a-long-password-12",
            **EXTRA,
            "pk": admin.pk,
        },
    )
    user = User.objects.get(email="a@example.rw")
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert user.pk != admin.pk


def test_a_profile_changes_name_and_language_only(client: Client) -> None:
    user = make_customer()
    client.force_login(user)
    extra = {**EXTRA, "email": "admin@example.rw", "phone": "0788123456", "password": "x"}
    client.post("/accounts/profile/", {"name": "New", "language": "rw", **extra})
    user.refresh_from_db()
    assert (user.name, user.language, user.email, user.phone) == (
        "New",
        "rw",
        "uwase@example.rw",
        None,
    )
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert user.check_password(PASSWORD)


def test_a_guest_neither_sets_prices_nor_places_for_another_account(client: Client) -> None:
    victim = make_customer()
    zone = make_zone("wards")
    open_every_day()
    open_all_day(zone)
    cart = make_filled_cart(make_item(price=2_000), place=bed_place(zone))
    shop(client, cart)
    honest = checkout_data(cart)
    extra = {
        "total": "1", "subtotal": "1", "discount": "1999", "credit": "2000", "use_credit": "on",
        "fee": "0", "state": "delivered", "payment_state": "paid", "user": victim.pk, "placed_by": victim.pk,
    }  # fmt: skip

    client.post("/checkout/", {**honest, **extra})

    order = Order.objects.get()
    assert order.subtotal == 2_000
    assert (order.total, order.user, order.payment_state) == (
        honest["expected_total"], None, PaymentState.UNPAID,
    )  # fmt: skip
    assert order.credit == order.discount == 0


def test_an_agreed_price_of_ones_own_is_refused(client: Client) -> None:
    zone = make_zone("wards")
    open_every_day()
    open_all_day(zone)
    cart = make_filled_cart(make_item(price=2_000), place=bed_place(zone))
    shop(client, cart)
    client.post("/checkout/", checkout_data(cart, expected_total="1"))
    assert not Order.objects.exists()
