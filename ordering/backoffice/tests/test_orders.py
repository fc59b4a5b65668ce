"""Orders in the admin: found, looked at, exported, and moved by services alone."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from ordering.backoffice.tests.staff import count_queries, log_in, make_staff
from ordering.catalogue.models import DailyPortions
from ordering.orders.models import Order, OrderEvent
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.payments.models import Payment, Status
from ordering.testing import NOON, make_item, make_order
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
LIST = "/cms/orders/order/"


@pytest.fixture
def support() -> Client:
    return log_in("support")


def sheet(order: Order) -> str:
    return f"{LIST}inspect/{order.pk}/"


def move(order: Order, to: str) -> str:
    return f"{LIST}move/{order.pk}/{to}/"


def shown(client: Client, query: str) -> set[str]:
    page = client.get(f"{LIST}?{query}").content.decode()
    return {name for name in ("Aline Uwase", "Jean Bosco") if name in page}


def test_an_order_is_found_by_number_phone_and_name(support):
    first, second = make_order(), make_order()
    Order.objects.filter(pk=second.pk).update(customer_name="Jean Bosco", phone="+250722000111")
    assert shown(support, f"q=%23{first.pk}") == {"Aline Uwase"}
    assert shown(support, "q=bosco") == {"Jean Bosco"}
    for spelling in ("0722000111", "0722 000 111", "%2B250722000111", "250722000111"):
        assert shown(support, f"q={spelling}") == {"Jean Bosco"}
    assert shown(support, "q=nobody") == set()
    assert shown(support, "q=99999999999999999999") == set()


def test_orders_are_filtered_by_state_payment_and_zone(support):
    first, second = make_order(), make_order()
    Order.objects.filter(pk=second.pk).update(
        customer_name="Jean Bosco", state=State.FAILED, payment_state="paid"
    )
    assert shown(support, "state=failed") == {"Jean Bosco"}
    assert shown(support, "payment_state=unpaid") == {"Aline Uwase"}
    assert shown(support, "needs=failed") == {"Jean Bosco"}
    assert shown(support, f"zone__code={first.zone.code}") == {"Aline Uwase", "Jean Bosco"}
    assert shown(support, "state=nonsense") == {"Aline Uwase", "Jean Bosco"}


def test_the_sheet_shows_lines_events_payment_and_messages(support):
    order = make_order(make_item("isombe", price=3_500))
    page = support.get(sheet(order)).content.decode()
    payment = order.payments.get()
    for words in ("Isombe", "3\u202f500\u00a0RWF", "+250788123456", payment.get_status_display(),
                  "aline@example.org", "We have your order"):  # fmt: skip
        assert words in page


def test_phone_numbers_are_masked_for_those_who_only_look():
    order = make_order()
    user = make_staff("ops")
    user.user_permissions.add(
        Permission.objects.get(codename="view_order", content_type__app_label="orders")
    )
    client = Client()
    client.force_login(user)
    page = client.get(sheet(order)).content.decode()
    assert "+250••••••456" in page
    assert "788123" not in page.replace(order.code, "")
    assert "aline@example.org" not in page
    export = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode()
    assert "+250••••••456" in export
    assert "788123456" not in export
    assert shown(client, "q=0788123456") == set()
    assert "/move/" not in page


def test_support_cancels_with_a_reason_through_the_service(support):
    item = make_item(daily_portions=5)
    order = make_order(item)
    response = support.post(
        move(order, "cancelled"), {"version": order.version, "reason": "Caller asked"}
    )
    assert response.url == sheet(order)
    order.refresh_from_db()
    event = order.events.order_by("-pk").first()
    assert (order.state, order.hold) == (State.CANCELLED, Order.Hold.RETURNED)
    assert (event.role, event.reason, event.actor.email) == (
        Role.SUPPORT, "Caller asked", "support@example.org",
    )  # fmt: skip
    assert DailyPortions.objects.get(item=item).taken == 0
    assert Payment.objects.get(order=order).status == Status.FAILED
    assert OutboxMessage.objects.filter(key="order_cancelled").count() == 2


def test_looking_at_the_form_changes_nothing(support):
    order = make_order()
    assert support.get(move(order, "cancelled")).status_code == 200
    order.refresh_from_db()
    assert order.state == State.CONFIRMED


def test_what_is_being_cooked_is_cancelled_only_with_a_reason(support):
    order = make_order()
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    response = support.post(move(order, "cancelled"), {"version": order.version, "reason": "  "})
    assert response.status_code == 200
    assert "Please say why." in response.content.decode()
    order.refresh_from_db()
    assert order.state == State.PREPARING


def carried_order(**fields: int) -> Order:
    order = make_order(make_item(**fields))
    for to, role in (
        (State.PREPARING, Role.KITCHEN),
        (State.READY, Role.KITCHEN),
        (State.OUT_FOR_DELIVERY, Role.DELIVERY),
    ):
        move_order(order=order, to=to, role=role, actor=None, now=NOON)
    return order


def test_support_notes_what_could_not_be_handed_over_and_lays_it_to_rest(support):
    order = carried_order(daily_portions=5)
    said = {"version": order.version, "reason": "The patient went home."}
    support.post(move(order, "failed"), said)
    order.refresh_from_db()
    assert (order.state, order.hold) == (State.FAILED, Order.Hold.USED)
    assert order.payments.get().status == Status.PENDING
    support.post(move(order, "cancelled"), {"version": order.version, "reason": "Not wanted."})
    order.refresh_from_db()
    assert (order.state, order.hold) == (State.CANCELLED, Order.Hold.USED)
    assert order.payments.get().status == Status.FAILED
    assert DailyPortions.objects.get(item=order.lines.get().item).taken == 1
    events = order.events.order_by("-pk").values_list("role", "reason")[:2]
    assert list(events) == [("support", "Not wanted."), ("support", "The patient went home.")]


def test_what_failed_is_not_laid_to_rest_without_a_reason(support):
    order = carried_order()
    refused = support.post(move(order, "failed"), {"version": order.version, "reason": " "})
    assert "Please say why." in refused.content.decode()
    order.refresh_from_db()
    assert order.state == State.OUT_FOR_DELIVERY
    said = {"version": order.version, "reason": "The patient went home."}
    support.post(move(order, "failed"), said)
    order.refresh_from_db()
    refused = support.post(move(order, "cancelled"), {"version": order.version, "reason": ""})
    assert "Please say why." in refused.content.decode()
    order.refresh_from_db()
    assert order.state == State.FAILED


def test_an_order_that_moved_on_meanwhile_is_left_alone(support):
    order = make_order()
    seen = order.version
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    response = support.post(
        move(order, "cancelled"), {"version": seen, "reason": "Caller asked"}, follow=True
    )
    assert "Somebody has just changed this order." in response.content.decode()
    order.refresh_from_db()
    assert order.state == State.PREPARING


@pytest.mark.parametrize("to", ["delivered", "preparing", "ready", "out_for_delivery", "failed"])
def test_steps_of_the_kitchen_and_the_courier_are_not_offered(support, to):
    order = make_order()
    response = support.post(move(order, to), {"version": order.version, "reason": "x"}, follow=True)
    assert "cannot become" in response.content.decode()
    order.refresh_from_db()
    assert order.state == State.CONFIRMED
    assert OrderEvent.objects.filter(order=order).count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "99999999999999999999", "\x00"])
def test_a_forged_version_changes_nothing(support, version):
    order = make_order()
    response = support.post(move(order, "cancelled"), {"version": version, "reason": "x"})
    assert response.status_code in {200, 302}
    order.refresh_from_db()
    assert order.state == State.CONFIRMED


@pytest.mark.parametrize("reason", ["x" * 201, "\x00", "x" * 100_000])
def test_a_reason_that_cannot_be_kept_is_refused_in_words(support, reason):
    order = make_order()
    response = support.post(move(order, "cancelled"), {"version": order.version, "reason": reason})
    assert response.status_code == 200
    order.refresh_from_db()
    assert order.state == State.CONFIRMED


def test_moving_needs_a_token_of_the_form():
    user = make_staff("support")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    order = make_order()
    response = client.post(move(order, "cancelled"), {"version": order.version, "reason": "x"})
    assert response.status_code == 403
    order.refresh_from_db()
    assert order.state == State.CONFIRMED


@pytest.mark.parametrize(
    "url", ["move/1/nonsense/", "move/999999999999/cancelled/", "inspect/abc/"]
)
def test_guessed_addresses_are_not_found(support, url):
    make_order()
    assert support.get(LIST + url).status_code == 404


def test_the_export_holds_figures_and_no_formula(support):
    order = make_order(make_item(price=3_500))
    Order.objects.filter(pk=order.pk).update(customer_name='=HYPERLINK("http://x")')
    content = b"".join(support.get(f"{LIST}?export=csv").streaming_content).decode()
    row = list(csv.reader(io.StringIO(content)))[1]
    assert row[0] == str(order.pk)
    assert row[2] == '\'=HYPERLINK("http://x")'
    assert row[3] == "+250788123456"
    assert row[-5:] == ["3500", "0", "0", "0", "3500"]
    assert support.get(f"{LIST}?export=xlsx").status_code == 200


def test_list_and_sheet_ask_as_often_for_many_as_for_one(support):
    order = make_order()
    support.get(LIST)
    support.get(sheet(order))
    before = count_queries(support, LIST), count_queries(support, sheet(order))
    for _number in range(9):
        make_order()
    after = count_queries(support, LIST), count_queries(support, sheet(order))
    assert after == before
