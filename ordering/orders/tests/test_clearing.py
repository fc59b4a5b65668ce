"""Seeds are not taken out under the feet of guests, unless somebody insists."""

from __future__ import annotations

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ordering.delivery.models import Zone
from ordering.orders.models import Order
from ordering.subscriptions.models import Plan, PlanPrice, Subscription
from ordering.subscriptions.seeding import seed_plans
from ordering.testing import make_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", ["seed_menu", "seed_plans", "seed_initial_data"])
def test_a_house_that_has_served_guests_is_not_cleared(seed: str) -> None:
    order = make_order()
    seed_plans(timezone.now())
    before = (Zone.objects.count(), Plan.objects.count())

    with pytest.raises(CommandError, match=r"1 orders.*--even-with-orders"):
        call_command(seed, "--clear", stdout=StringIO())

    assert (Zone.objects.count(), Plan.objects.count()) == before
    assert Order.objects.get() == order


def test_who_insists_clears_and_no_order_is_lost() -> None:
    order = make_order()
    seed_plans(timezone.now())

    call_command("seed_plans", "--clear", "--even-with-orders", stdout=StringIO())

    assert not Plan.objects.exists()
    assert not PlanPrice.objects.exists()
    assert Order.objects.get() == order


def test_orders_of_the_demo_do_not_count_and_a_plan_that_somebody_has_stays() -> None:
    Order.objects.filter(pk=make_order().pk).update(email="uwase@demo.dusangire.rw")
    seed_plans(timezone.now())
    out = StringIO()
    plan = Plan.objects.get(code="daily-lunch")
    Subscription.objects.create(token=uuid.uuid4(), plan=plan, created_at=timezone.now())

    call_command("seed_plans", "--clear", stdout=out)

    assert list(Plan.objects.values_list("code", flat=True)) == ["daily-lunch"]
    assert "Kept, because somebody has or had it: Daily lunch" in out.getvalue()
