"""The order desk: orders for callers by the same services, changes, and what the dietitian allows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ordering.backoffice.tests.staff import count_queries, make_staff
from ordering.catalogue.facts import Presence
from ordering.changes.models import Draft, OrderChange
from ordering.changes.selectors import change_draft, desk_draft, view_draft
from ordering.delivery.models import Bed
from ordering.fulfilment.kitchen_selectors import kitchen_board
from ordering.orders.models import Order
from ordering.orders.states import Role, State
from ordering.testing import (
    make_bed,
    make_eater,
    make_item,
    make_order,
    make_user,
    make_zone,
    open_all_day,
)
from site_core.notifications.models import OutboxMessage
from site_core.users.models import User

pytestmark = pytest.mark.django_db
DESK = "/cms/desk/"


@pytest.fixture
def bed() -> Bed:
    zone = make_zone("wards", fee=500)
    open_all_day(zone)
    return make_bed(zone)


def log_in(role: str) -> Client:
    client = Client()
    client.force_login(make_staff(role))
    return client


def draft_of(role: str) -> Draft:
    draft = desk_draft(User.objects.get(email=f"{role}@example.org"))
    assert draft is not None
    return draft


def step(client: Client, draft: Draft, deed: str, **data: Any) -> Any:
    return client.post(f"{DESK}{draft.code}/{deed}/", data)


def send(client: Client, draft: Draft, **changes: Any) -> Any:
    draft = Draft.objects.select_related("cart__eater", "order").get(pk=draft.pk)
    view = view_draft(draft, now=timezone.now())
    data = {
        "token": draft.cart.checkout_token,
        "digest": view.digest,
        "expected_total": view.quote.total,
        **changes,
    }
    return client.post(f"{DESK}{draft.code}/send/", data)


def said(client: Client) -> str:
    return client.get(DESK, HTTP_HX_REQUEST="true").content.decode()


def test_support_writes_an_order_down_for_a_caller(bed):
    isombe = make_item("isombe", price=2_500, daily_portions=5)
    client = log_in("support")
    assert client.get(DESK).status_code == 200
    draft = draft_of("support")
    contact = {"name": "Jean Bosco", "phone": "0788 111 222", "email": "", "language": "rw"}
    step(client, draft, "customer", **contact)
    step(client, draft, "place", bed=bed.code)
    step(client, draft, "add", item=isombe.code, quantity=2, note="No salt")
    step(client, draft, "details", slot="asap", method="cash", note="Ring")

    response = send(client, draft)

    order = Order.objects.get()
    assert response.url == f"/cms/orders/order/inspect/{order.pk}/"
    assert (order.customer_name, order.phone, order.language) == (
        "Jean Bosco", "+250788111222", "rw",
    )  # fmt: skip
    assert (order.total, order.note, order.bed, order.user) == (5_500, "Ring", bed, None)
    event = order.events.get()
    assert (event.role, event.actor) == (
        Role.SUPPORT,
        User.objects.get(email="support@example.org"),
    )
    assert OutboxMessage.objects.get().recipient == "+250788111222"
    assert not Draft.objects.exists()


def test_a_second_click_leads_to_the_same_order(bed):
    isombe = make_item("isombe")
    client = log_in("support")
    client.get(DESK)
    draft = draft_of("support")
    token = draft.cart.checkout_token
    step(client, draft, "customer", name="Jean", phone="0788111222", email="", language="en")
    step(client, draft, "place", bed=bed.code)
    step(client, draft, "add", item=isombe.code)
    first = send(client, draft)
    again = client.post(f"{DESK}{draft.code}/send/", {"token": token})
    assert again.url == first.url
    assert Order.objects.count() == 1


def test_whoever_ordered_before_is_found_and_brings_place_and_eater(bed):
    account = make_user("Aline Uwase", phone="+250788123456")
    mama = make_eater("Mama", avoids=["peanuts"], owner=account)
    make_order(user=account, eater=mama)
    guest = make_order()
    Order.objects.filter(pk=guest.pk).update(customer_name="Kayitesi", phone="+250722000111")
    client = log_in("support")
    assert (
        f'name="account" value="{account.pk}"' in client.get(f"{DESK}?who=aline").content.decode()
    )
    page = client.get(f"{DESK}?who=0722+000+111").content.decode()
    assert f'name="order" value="{guest.code}"' in page
    step(client, draft_of("support"), "customer", account=account.pk)
    draft = draft_of("support")
    assert (draft.customer, draft.cart.eater) == (account, mama)
    assert (draft.cart.contact_phone, draft.cart.bed_id) == (
        "+250788123456",
        account.orders.get().bed_id,
    )
    step(client, draft, "customer", order=guest.code)
    draft = draft_of("support")
    assert (draft.customer, draft.cart.contact_name, draft.cart.eater) == (None, "Kayitesi", None)


def test_a_declared_allergy_stops_the_dish_and_only_the_dietitian_allows_it(bed):
    soup = make_item("soup", allergens={"peanuts": Presence.MAY_CONTAIN})
    support, dietitian = log_in("support"), log_in("menu_manager")
    for role, client in (("support", support), ("menu_manager", dietitian)):
        client.get(DESK)
        draft = draft_of(role)
        step(client, draft, "eater", name="Mama", avoids=["peanuts"])
        step(client, draft, "place", bed=bed.code)
        step(client, draft, "customer", name="Jean", phone="0788111222", email="", language="en")
        step(client, draft, "add", item=soup.code)
        assert "may contain traces of peanuts" in said(client)
        assert draft.cart.lines.count() == 0
        step(client, draft, "add", item=soup.code, allow="yes", reason="")
        assert draft.cart.lines.count() == 0
    refused = draft_of("support")
    step(support, refused, "add", item=soup.code, allow="yes", reason="He says it is fine")
    assert "Only the dietitian" in said(support)
    assert refused.cart.lines.count() == 0

    draft = draft_of("menu_manager")
    step(dietitian, draft, "add", item=soup.code, allow="yes", reason="Traces only, tested today")
    assert send(dietitian, draft).url == DESK

    order = Order.objects.get()
    (column, *_others) = kitchen_board(
        user=draft.staff, is_later=False, now=order.placed_at
    ).columns
    (dish,) = column.groups[0].cards[0].dishes
    assert dish.dangers == ("It may contain traces of peanuts.",)
    assert dish.allowed == "Allowed by Menu_manager: Traces only, tested today"


def test_another_eater_takes_the_permission_away(bed):
    soup = make_item("soup", allergens={"peanuts": Presence.CONTAINS})
    client = log_in("menu_manager")
    client.get(DESK)
    draft = draft_of("menu_manager")
    step(client, draft, "eater", name="Mama", avoids=["peanuts"])
    step(client, draft, "add", item=soup.code, allow="yes", reason="Tested")
    step(client, draft, "eater", name="Papa", avoids=["peanuts"])
    step(client, draft, "place", bed=bed.code)
    step(client, draft, "customer", name="Jean", phone="0788111222", email="", language="en")
    assert send(client, draft).url == DESK
    assert Order.objects.count() == 0


def test_support_changes_an_order_and_the_sheet_tells_it():
    isombe, tea = make_item("isombe", price=2_500), make_item("tea", price=500)
    order = make_order(isombe)
    client = log_in("support")
    address = client.post(f"{DESK}change/{order.pk}/").url
    draft = change_draft(order, User.objects.get(email="support@example.org"))
    assert draft is not None
    assert address == f"{DESK}{draft.code}/"
    assert client.get(address).status_code == 200
    step(client, draft, "add", item=tea.code, quantity=1)
    step(client, draft, "customer", name="Somebody else", phone="0788111222", language="en")
    send(client, draft, reason="He called")
    order.refresh_from_db()
    assert (order.total, order.customer_name) == (3_000, "Aline Uwase")
    change = OrderChange.objects.get()
    assert (change.role, change.reason) == (Role.SUPPORT, "He called")
    sheet = client.get(f"/cms/orders/order/inspect/{order.pk}/").content.decode()
    for words in ("+1 × Tea", "2\u202f500\u00a0RWF → 3\u202f000\u00a0RWF", "He called"):
        assert words in sheet


def test_what_the_kitchen_has_begun_is_said_to_be_too_late():
    order = make_order()
    Order.objects.update(state=State.PREPARING)
    client = log_in("support")
    response = client.post(f"{DESK}change/{order.pk}/", follow=True)
    assert "can no longer be changed" in response.content.decode()
    assert not Draft.objects.exists()


def test_the_draft_of_somebody_else_is_not_there(bed):
    log_in("support").get(DESK)
    theirs = draft_of("support")
    client = log_in("manager")
    assert client.get(f"{DESK}{theirs.code}/").status_code == 404
    assert step(client, theirs, "line", line=1, quantity=0).status_code == 404
    assert send(client, theirs, token="").status_code == 404


def test_the_dietitian_finds_nobody_by_name_or_phone():
    account = make_user("Aline Uwase", phone="+250788123456")
    client = log_in("menu_manager")
    assert "788123456" not in client.get(f"{DESK}?who=aline").content.decode()
    response = step(client, draft_of("menu_manager"), "customer", account=account.pk)
    assert response.status_code == 404


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(bed):
    client = log_in("support")
    client.get(DESK)
    draft = draft_of("support")
    step(client, draft, "customer", name="Jean", phone="12", email="x", language="en")
    assert "does not look like a phone number" in said(client)
    assert draft_of("support").cart.contact_name == "Jean"
    send(client, draft)
    assert Order.objects.count() == 0


def test_the_desk_asks_the_same_number_of_queries_for_more_dishes(bed):
    client = log_in("support")
    client.get(DESK)
    draft = draft_of("support")
    step(client, draft, "place", bed=bed.code)
    step(client, draft, "add", item=make_item().code)
    few = count_queries(client, DESK)
    for _number in range(5):
        step(client, draft, "add", item=make_item(sizes={"small": 0, "large": 500}).code)
    assert count_queries(client, DESK) == few
