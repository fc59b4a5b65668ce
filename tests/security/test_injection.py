"""What is typed reaches a database, a mail program or a spreadsheet as text, never as a command."""

from __future__ import annotations

import pytest
from django.test import Client

from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.exports import safe_cell
from ordering.orders.models import Order
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
from site_core.notifications.kinds import fill
from site_core.users.models import User
from site_core.users.tests.people import make_customer, make_staff

pytestmark = pytest.mark.django_db

QUERIES = (
    "' OR 1=1 --",
    "'; DROP TABLE orders_order; --",
    '" UNION SELECT password FROM users_user --',
    "%' AND 1=(SELECT COUNT(*) FROM users_user) AND '%'='",
    "*:* OR 1=1",
    "\\",
    "%",
    "NEAR(a b)",
    '"unbalanced',
)


@pytest.mark.parametrize("words", QUERIES)
def test_a_search_finds_words_and_runs_none(client: Client, words: str) -> None:
    make_dish(make_section(), make_item())
    password = make_customer().password
    for path in ("/search/", "/search/names/", "/menu/"):
        answer = client.get(path, {"q": words, "diet": words, "max_price": words, "page": words})
        assert answer.status_code in {200, 404}
        assert password not in answer.content.decode()
    client.force_login(make_staff("manager"))
    for path in ("/cms/orders/order/", "/cms/staff-accounts/", "/staff/support/find/"):
        shown = client.get(path, {"q": words, "o": words, "p": words, "ordering": words})
        assert shown.status_code in {200, 302, 404}
    assert User.objects.count() == 2


def test_a_filter_reaches_no_field_that_the_screen_does_not_offer(client: Client) -> None:
    """Guessing at a password's digest letter by letter through a list's address: it filters nothing."""
    order = make_order(user=make_customer())
    client.force_login(make_staff("support"))
    for lookup in ("user__password__startswith", "user__is_superuser", "courier__password__regex"):
        answer = client.get("/cms/orders/order/", {lookup: "a"})
        assert f"#{order.number}" in answer.content.decode(), lookup


def test_a_new_line_in_a_name_or_an_address_adds_no_header(client: Client) -> None:
    zone = make_zone("wards")
    open_every_day()
    open_all_day(zone)
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    shop(client, cart)
    hostile = "a@example.rw\r\nBcc: everybody@example.rw"
    client.post("/checkout/", checkout_data(cart, email=hostile))
    assert not Order.objects.exists()
    client.post("/accounts/password/reset/", {"email": hostile})
    client.post("/letters/", {"email": hostile})


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]
)
def test_a_spreadsheet_gets_text_and_no_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "words", ["{{ settings.SECRET_KEY }}", "{% load static %}", "{0.__class__}", "{name.__class__}"]
)
def test_a_template_of_a_message_is_filled_and_never_run(words: str) -> None:
    assert fill(words, {"name": "Aline"}) == words
