"""How guests reach the house: who may change it, where it is shown, and what it never promises."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import log_in
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import NOON, make_item, make_order
from site_core.base.page_cache import current_version
from site_core.house.models import HouseContact
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
EDIT = "/cms/settings/house/housecontact/"


@pytest.fixture
def reachable() -> HouseContact:
    return HouseContact.objects.create(
        phone="+250788123456", email="hello@example.org", address="Main gate"
    )


def text(client: Client, path: str, **posted: str) -> str:
    response = client.post(path, posted, follow=True) if posted else client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def edit_as(role: str, phone: str) -> int:
    client = log_in(role)
    path = client.get(EDIT, follow=True).redirect_chain or [(EDIT, 302)]
    data = {"phone": phone, "email": "", "address": ""}
    return client.post(path[-1][0], data).status_code


@pytest.mark.parametrize("role", ["marketing", "manager"])
def test_marketing_and_managers_write_it_and_the_number_becomes_e164(role):
    assert edit_as(role, "0788 123 456") == 302
    assert HouseContact.objects.get().phone == "+250788123456"


@pytest.mark.parametrize("role", ["support", "menu_manager", "ops"])
def test_nobody_else_does(role):
    edit_as(role, "0788 123 456")
    assert not HouseContact.objects.exclude(phone="").exists()


def test_a_number_that_nobody_can_call_is_refused():
    with pytest.raises(ValidationError, match="phone number"):
        HouseContact(phone="12").full_clean()


def test_the_foot_of_every_page_says_how_to_reach_us(client, reachable):
    make_dish(make_section(), make_item())
    for path in ("/menu/", "/cart/", f"/orders/{make_order().code}/"):
        page = text(client, path)
        for words in ("tel:+250788123456", "+250 788 123 456", "hello@example.org", "Main gate"):
            assert words in page, path


def test_nothing_is_promised_while_nothing_is_written(client):
    order = make_order()
    for to in (State.PREPARING, State.READY):
        move_order(order=order, to=to, role=Role.KITCHEN, actor=None, now=NOON)
    refused = text(client, f"/orders/{order.code}/cancel/", go="1")
    assert "can no longer be cancelled here. Please ask any of us in the restaurant" in refused
    for page in (refused, text(client, "/cart/")):
        assert "Reach us" not in page
        assert "all us" not in page
    assert not HouseContact.objects.exists()


def test_a_refused_cancellation_names_the_number(client, reachable):
    order = make_order()
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    refused = text(client, f"/orders/{order.code}/cancel/", go="1")
    assert "Please call us and we will help: +250 788 123 456." in refused
    assert "Or call us: +250 788 123 456" in refused


def test_messages_name_the_number_only_when_there_is_one(reachable):
    def cancelled() -> str:
        order = make_order()
        move_order(order=order, to=State.CANCELLED, role=Role.CUSTOMER, actor=None, now=NOON)
        return OutboxMessage.objects.filter(key="order_cancelled").latest("pk").body

    first = OutboxMessage.objects.filter(key="order_cancelled", channel="email")
    cancelled()
    assert "+250 788 123 456" in first.get().body
    reachable.delete()
    cancelled()
    assert "call us" not in first.latest("pk").body
    assert "nurse at the ward desk" in first.latest("pk").body


def test_public_pages_are_forgotten_when_it_changes(reachable, django_capture_on_commit_callbacks):
    before = current_version()
    with django_capture_on_commit_callbacks(execute=True):
        reachable.phone = ""
        reachable.save()
    assert current_version() != before


def test_it_is_asked_for_once_a_request(client, reachable):
    path = f"/orders/{make_order().code}/"
    with CaptureQueriesContext(connection) as queries:
        text(client, path)
    asked = [query for query in queries if "house_housecontact" in query["sql"]]
    assert len(asked) == 1
