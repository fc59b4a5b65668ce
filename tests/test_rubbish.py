"""Rubbish posted to every form and view: a sentence or a refusal comes back, never a 500."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from ordering.carts.models import Cart
from ordering.catalogue.models import MenuItem
from ordering.orders.models import Order
from ordering.testing import put

from .addresses import our_routes
from .house import House

pytestmark = pytest.mark.walk

RUBBISH = (
    "",
    "0",
    "-1",
    "1000000000",
    "99999999999999999999999999",
    "1e9",
    "NaN",
    "two",
    "1 500,50",
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "https://evil.example/",
    "🍛" * 30,
    "x" * 10_000,
    "{}",
    "[]",
    "null",
    "٣",
)
FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"')
KNOWN_FIELDS = (
    "quantity", "size", "options", "options-side", "note", "bed", "area", "directions", "next",
    "name", "avoids", "diets", "phone", "email", "slot", "method", "token", "digest",
    "expected_total", "code", "label", "version", "state", "to", "orders", "cash", "reason",
    "portions", "until", "coupon", "address", "eater", "language", "password1", "kind", "text", "place",
)  # fmt: skip


@pytest.fixture
def admin(house: House) -> Client:
    client = house.clients["admin"]
    client.raise_request_exception = False
    cart = Cart.objects.get_or_create(user=client_user(client))[0]
    put(cart, MenuItem.objects.get())
    return client


def client_user(client: Client) -> int | object:
    from site_core.users.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])


def _fields(client: Client, path: str) -> set[str]:
    """The names that the page's own forms post, and those that any of our forms know."""
    response = client.get(path)
    found = set(KNOWN_FIELDS)
    if response.status_code == 200 and not response.streaming:
        found |= set(FIELD.findall(response.content.decode(errors="replace")))
    return found - {"csrfmiddlewaretoken"}


def _targets(house: House) -> list[str]:
    """Written down before the first post, for some posts delete what a path names."""
    paths = [house.path(route) for route in sorted(our_routes())]
    accounts = ("account_login", "account_signup", "account_reset_password")
    return [*paths, *(reverse(name) for name in accounts)]


def _rubbish_for(path: str, every: int = 1) -> tuple[str, ...]:
    """The lists of the admin all stand on the same forms: a third of the values is enough there."""
    return RUBBISH[:: every * 3] if path.startswith("/cms/") else RUBBISH[::every]


def test_rubbish_in_every_field_of_every_form_is_answered(house: House, admin: Client) -> None:
    broken = []
    for path in _targets(house):
        fields = _fields(admin, path)
        for value in _rubbish_for(path):
            response = admin.post(path, dict.fromkeys(fields, value))
            if response.status_code >= 500:
                broken.append(f"{path} with {value[:20]!r}: {response.status_code}")
    assert not broken, "\n" + "\n".join(broken)
    assert Order.objects.count() == 1


def test_rubbish_in_every_query_is_answered(house: House, admin: Client) -> None:
    names = (*KNOWN_FIELDS, "q", "page", "p", "o", "diet", "without", "max_price", "max_kcal")
    broken = []
    for path in (*_targets(house), "/menu/", "/"):
        for value in _rubbish_for(path, every=2):
            response = admin.get(path, dict.fromkeys(names, value))
            if response.status_code >= 500 and path != "/readyz":
                broken.append(f"{path} with {value[:20]!r}: {response.status_code}")
    assert not broken, "\n" + "\n".join(broken)


def test_rubbish_in_the_place_of_a_code_is_not_found(house: House, admin: Client) -> None:
    for code in ("nobody", "0" * 20, "a-b-c"):
        for name in ("order_page", "order_status", "order_receipt"):
            assert admin.get(reverse(name, args=[code])).status_code == 404
        for name in ("order_cancel", "order_again", "cart_add"):
            assert admin.post(reverse(name, args=[code])).status_code == 404
    for path in (
        "/orders/%00/",
        "/cart/add/%F0%9F%8D%9B/",
        "/orders/..%2F..%2Fx/",
        "/cart/lines/9999999999999999999999/",
    ):
        assert admin.post(path).status_code in {400, 403, 404, 405}
