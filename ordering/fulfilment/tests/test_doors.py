"""Who may open which board: every address of this app and every role."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ordering.fulfilment.urls import urlpatterns
from ordering.testing import make_user

from .conftest import logged_in, make_staff

pytestmark = pytest.mark.django_db

COOKS = {"kitchen", "manager"}
COURIERS = {"delivery", "manager"}
SOLD_OUT = {"kitchen", "menu_manager", "manager"}
TALKERS = {"marketing", "support", "manager"}
ROLES = ("marketing", "menu_manager", "kitchen", "delivery", "support", "manager", "ops")

# Every address with the roles that pass its door, and the method that it takes.
DOORS = {
    "staff_home": ("get", COOKS | COURIERS | SOLD_OUT | TALKERS),
    "kitchen": ("get", COOKS),
    "kitchen_cards": ("get", COOKS),
    "kitchen_step": ("post", COOKS),
    "kitchen_items": ("get", SOLD_OUT),
    "item_sold_out": ("post", SOLD_OUT),
    "item_portions": ("post", SOLD_OUT),
    "deliveries": ("get", COURIERS),
    "deliveries_cards": ("get", COURIERS),
    "take": ("post", COURIERS),
    "delivery_sheet": ("get", COURIERS),
    "stop": ("get", COURIERS),
    "put_back": ("post", COURIERS),
    "trouble": ("post", COURIERS),
}
WITH_CODE = {"kitchen_step", "item_sold_out", "item_portions", "stop", "put_back", "trouble"}


def address(name: str) -> str:
    return reverse(name, args=["nothing"] if name in WITH_CODE else [])


def test_every_address_has_a_door():
    assert {pattern.name for pattern in urlpatterns} == set(DOORS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_doors_only(role):
    client = logged_in(make_staff(role))
    opened = {
        name
        for name, (method, _roles) in DOORS.items()
        if getattr(client, method)(address(name)).status_code != 403
    }
    assert opened == {name for name, (_method, roles) in DOORS.items() if role in roles}


def test_customers_find_every_door_closed():
    client = logged_in(make_user())
    for name, (method, _roles) in DOORS.items():
        assert getattr(client, method)(address(name)).status_code == 403


def test_strangers_are_asked_to_log_in():
    for name in DOORS:
        response = Client().get(address(name))
        if name in {
            "kitchen_step",
            "item_sold_out",
            "item_portions",
            "take",
            "put_back",
            "trouble",
        }:
            assert response.status_code == 405
            response = Client().post(address(name))
        assert response.status_code == 302
        assert response.url == f"{reverse('account_login')}?next={address(name)}"


@pytest.mark.parametrize("name", [name for name, (method, _r) in DOORS.items() if method == "post"])
def test_a_change_needs_the_token_of_the_page(manager, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    assert client.post(address(name)).status_code == 403
    assert client.get(address(name)).status_code == 405


@pytest.mark.parametrize(
    ("role", "board"),
    [
        ("kitchen", "kitchen"),
        ("delivery", "deliveries"),
        ("manager", "kitchen"),
        ("menu_manager", "kitchen_items"),
    ],
)
def test_staff_land_on_their_own_board(role, board):
    response = logged_in(make_staff(role)).get(reverse("staff_home"))
    assert (response.status_code, response.url) == (302, reverse(board))


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("kitchen", ["kitchen", "kitchen_items"]),
        ("delivery", ["deliveries"]),
        ("manager", ["kitchen", "kitchen_items", "deliveries", "support", "feedback", "cms"]),
    ],
)
def test_the_bar_offers_the_boards_that_one_may_open(role, names):
    client = logged_in(make_staff(role))
    response = client.get(client.get(reverse("staff_home")).url)
    assert [link.name for link in response.context["board_links"]] == names


@pytest.mark.parametrize("prefix", ["/fr", "/rw"])
def test_the_boards_speak_other_languages(manager, prefix):
    client = logged_in(manager)
    boards = [
        address(name) for name in ("kitchen", "kitchen_items", "deliveries", "delivery_sheet")
    ]
    for path in boards:
        assert client.get(f"{prefix}{path}").status_code == 200
