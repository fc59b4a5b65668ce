"""The account: closed to strangers, and to everybody else's things."""

from __future__ import annotations

import pytest
from django.test import Client

from ordering.delivery.models import Address
from ordering.delivery.services import keep_address
from ordering.dietary.models import Eater
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import (
    NOON,
    bed_place,
    make_bed,
    make_eater,
    make_item,
    make_order,
    make_user,
    make_zone,
)
from site_core.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    user = make_user("Aline Uwase")
    client.force_login(user)
    return user


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/orders/",
        "/account/addresses/",
        "/account/addresses/abc/",
        "/account/eaters/",
        "/account/eaters/abc/",
        "/fr/account/",
    ],
)
def test_strangers_are_asked_to_log_in(client: Client, path: str) -> None:
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 302
        assert "/accounts/login/" in response["Location"]


def test_overview_shows_the_open_order_first_and_past_ones_after(
    client: Client, user: User
) -> None:
    past = make_order(make_item("soup"), user=user)
    for state, role in [
        (State.PREPARING, Role.KITCHEN),
        (State.READY, Role.KITCHEN),
        (State.OUT_FOR_DELIVERY, Role.DELIVERY),
        (State.DELIVERED, Role.DELIVERY),
    ]:
        move_order(order=past, to=state, role=role, actor=None, now=NOON)
    make_order(make_item("tea"), user=user)
    make_order(make_item("secret"), user=make_user())
    page = text(client, "/account/")
    assert page.index("Tea") < page.index("Soup")
    assert "Muraho, Aline" in page
    assert "Secret" not in page


def test_new_account_is_welcomed(client: Client, user: User) -> None:
    assert "You have not ordered yet" in text(client, "/account/")
    assert "You have not ordered yet" in text(client, "/account/orders/")


@pytest.mark.parametrize("page", ["", "0", "-1", "2", "99999", "many", "1e9", "%00"])
def test_any_page_number_is_answered(client: Client, user: User, page: str) -> None:
    order = make_order(user=user)
    assert f"#{order.number}" in text(client, f"/account/orders/?page={page}")


def test_orders_come_in_pages(client: Client, user: User) -> None:
    item = make_item()
    for _ in range(11):
        make_order(item, user=user)
    assert "Older" in text(client, "/account/orders/")
    assert text(client, "/account/orders/?page=2").count("order-card__head") == 1


def test_place_is_kept_renamed_and_deleted(client: Client, user: User) -> None:
    bed = make_bed(make_zone())
    client.post("/account/addresses/", {"label": "Mama's bed", "bed": bed.code})
    address = Address.objects.get()
    assert (address.user, address.bed) == (user, bed)
    assert "Surgery, room 3, bed 2" in text(client, "/account/addresses/")
    path = f"/account/addresses/{address.code}/"
    client.post(path, {"label": "Grandmother"})
    assert Address.objects.get().label == "Grandmother"
    client.post(path, {"label": ""})
    assert Address.objects.get().label == "Grandmother"
    client.post(path, {"delete": "yes"})
    assert not Address.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"label": "x"},
        {"label": "x", "bed": "nonsense"},
        {"label": "x", "area": "nowhere", "directions": "y"},
        {"label": "a" * 10_000, "bed": "b" * 10_000},
        {"label": "\0", "bed": "\0", "area": "\0", "directions": "\0"},
    ],
)
def test_rubbish_as_a_place_is_answered_by_a_sentence(
    client: Client, user: User, data: dict[str, str]
) -> None:
    make_bed(make_zone())
    response = client.post("/account/addresses/", data)
    assert response.status_code == 422
    assert not Address.objects.exists()


def test_places_of_others_are_not_found(client: Client, user: User) -> None:
    other = keep_address(user=make_user(), label="Theirs", place=bed_place(make_zone()))
    path = f"/account/addresses/{other.code}/"
    assert client.post(path, {"label": "Mine now"}).status_code == 404
    assert client.post(path, {"delete": "yes"}).status_code == 404
    assert Address.objects.get().label == "Theirs"


def test_person_is_kept_changed_and_deleted(client: Client, user: User) -> None:
    client.post("/account/eaters/", {"name": "Mama", "avoids": ["fish"]})
    mama = Eater.objects.get()
    path = f"/account/eaters/{mama.code}/"
    assert "Mama" in text(client, path)
    client.post(path, {"name": "Mama", "avoids": ["fish", "milk"]})
    changed = Eater.objects.get(is_current=True)
    assert changed.avoids == ["fish", "milk"]
    assert client.get(path).status_code == 404
    client.post(f"/account/eaters/{changed.code}/", {"delete": "yes"})
    assert not Eater.objects.filter(is_current=True).exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "a" * 10_000},
        {"name": "x\0"},
        {"name": "x", "avoids": ["gold"]},
        {"name": "x", "diets": ["breatharian"]},
    ],
)
def test_rubbish_as_a_person_is_answered_by_a_sentence(
    client: Client, user: User, data: dict[str, str]
) -> None:
    assert client.post("/account/eaters/", data).status_code == 422
    assert not Eater.objects.exists()


def test_people_of_others_are_not_found(client: Client, user: User) -> None:
    other = make_eater("Theirs", owner=make_user())
    path = f"/account/eaters/{other.code}/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"delete": "yes"}).status_code == 404
    assert Eater.objects.get().is_current
