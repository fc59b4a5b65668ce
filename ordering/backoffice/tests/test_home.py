"""The first page of the admin: today in figures and what needs a hand, each to those it concerns."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ordering.backoffice.home import today_in_figures
from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.catalogue.models import MenuItem
from ordering.delivery.schedule import KIGALI
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.testing import make_item, make_order
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db


def home(role: str) -> str:
    return log_in(role).get("/cms/").content.decode()


def test_the_day_begins_at_midnight_in_kigali_and_cancelled_orders_earn_nothing():
    now = dt.datetime(2026, 11, 23, 0, 30, tzinfo=KIGALI)
    yesterday, today, cancelled = (make_order(make_item(price=3_000)) for _number in range(3))
    Order.objects.filter(pk=yesterday.pk).update(placed_at=now - dt.timedelta(hours=1))
    Order.objects.filter(pk=today.pk).update(placed_at=now - dt.timedelta(minutes=5))
    Order.objects.filter(pk=cancelled.pk).update(placed_at=now, state=State.CANCELLED)
    figures = today_in_figures(now)
    assert (figures.total, figures.revenue) == (2, 3_000)
    assert [(figure.label, figure.count) for figure in figures.states] == [
        ("Received", 1),
        ("Cancelled", 1),
    ]


def test_the_manager_sees_orders_and_what_needs_a_hand():
    order = make_order()
    past = timezone.now() - dt.timedelta(hours=2)
    Order.objects.filter(pk=order.pk).update(placed_at=timezone.now(), promised_until=past)
    OutboxMessage.objects.update(state=OutboxMessage.State.GIVEN_UP)
    MenuItem.objects.update(is_sample=True, allergens={})
    page = home("manager")
    for words in ("order today", "2\u202f500\u00a0RWF", "Late orders", "could not be sent",
                  "Sample figures for the dietitian", "allergens are not all known"):  # fmt: skip
        assert words in page


def test_marketing_sees_facts_of_dishes_and_no_orders():
    make_order()
    MenuItem.objects.update(is_sample=True)
    page = home("marketing")
    assert "Sample figures for the dietitian" in page
    assert "today" not in page.partition("house-panel__")[2]
    assert "/cms/orders/order/" not in page


def test_operations_see_no_business():
    make_order()
    MenuItem.objects.update(is_sample=True)
    page = home("ops")
    assert "house-panel" not in page


def test_the_first_page_asks_as_often_for_many_orders_as_for_one():
    manager = log_in("manager")
    make_order()
    manager.get("/cms/")
    before = count_queries(manager, "/cms/")
    for _number in range(9):
        make_order()
    assert count_queries(manager, "/cms/") == before
