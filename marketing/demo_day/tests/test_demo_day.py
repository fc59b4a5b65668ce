"""The demo day: every state is there, a repeat adds nothing, and no hospital ever gets it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from marketing.demo_day.script import SCENES, Day
from marketing.demo_day.telling import NoDemoPeople, tell_day
from marketing.feedback.models import Ticket
from menu_pages.seeding import seed_items
from ordering.carts.models import Cart
from ordering.catalogue.models import MenuItem
from ordering.delivery.schedule import today
from ordering.delivery.seeding import seed_delivery
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, State
from ordering.payments.methods import ensure_methods
from ordering.payments.models import Payment
from ordering.reviews.models import Rating
from ordering.subscriptions.models import Subscription
from ordering.subscriptions.seeding import seed_plans
from ordering.testing import NOON
from site_core.users.errors import DemoRefused
from site_core.users.models import User
from site_core.users.services import ensure_demo_accounts

pytestmark = pytest.mark.django_db


def tell(now: dt.datetime = NOON) -> Counter[str]:
    return tell_day(now=now, say=lambda line: None)


@pytest.fixture
def house() -> None:
    seed_delivery()
    seed_items(Counter())
    ensure_methods()
    seed_plans(NOON)
    ensure_demo_accounts(password="only-for-this-test")


def test_a_day_of_life_and_nothing_twice(house: None, django_assert_max_num_queries: Any) -> None:
    made = tell()

    assert made == {"people": 10, "orders": 28, "plans": 3, "tickets": 5}
    orders = Order.objects.exclude(kind=Order.Kind.PLAN).exclude(promised_from=None)
    states = Counter(orders.values_list("state", flat=True))
    assert set(states) >= {
        State.CONFIRMED, State.PREPARING, State.READY, State.OUT_FOR_DELIVERY, State.DELIVERED,
        State.CANCELLED, State.FAILED,
    }  # fmt: skip
    # Whatever was handed over was paid at the door, to the franc.
    handed_over = orders.filter(state=State.DELIVERED)
    assert set(handed_over.values_list("payment_state", flat=True)) == {PaymentState.PAID}
    tomorrow = today(NOON) + dt.timedelta(days=1)
    wanted = sum(scene.day == Day.TOMORROW for scene in SCENES)
    found = [order for order in orders if today(order.promised_from) == tomorrow]
    assert len(found) >= wanted
    assert Rating.objects.exclude(submitted_at=None).count() == 5
    assert Counter(Ticket.objects.values_list("status", flat=True)) == {
        "new": 3, "waiting": 1, "solved": 1,
    }  # fmt: skip
    assert set(Subscription.objects.values_list("state", flat=True)) == {"active"}
    assert not Cart.objects.exists()

    before = (Order.objects.count(), Payment.objects.count(), User.objects.count())
    with django_assert_max_num_queries(200):
        assert +tell(NOON + dt.timedelta(minutes=5)) == {}
    assert (Order.objects.count(), Payment.objects.count(), User.objects.count()) == before


def test_without_the_accounts_or_on_a_hospitals_server_nothing_is_written(settings: Any) -> None:
    with pytest.raises(NoDemoPeople):
        tell()
    settings.DEMO_ALLOWED = False
    with pytest.raises(DemoRefused):
        tell()
    assert not User.objects.exists()


def test_a_house_without_dishes_gets_no_orders_and_no_error(house: None) -> None:
    MenuItem.objects.update(is_listed=False)
    assert tell()["orders"] == 0
    assert not Order.objects.exclude(kind=Order.Kind.PLAN).exists()
