from __future__ import annotations

import datetime as dt

import pytest

from ordering.delivery.schedule import today
from ordering.subscriptions.launch_checks import look_at_plans
from ordering.subscriptions.models import Plan, PlanPrice
from ordering.testing import NOON

pytestmark = pytest.mark.django_db


def test_a_plan_on_offer_has_a_price() -> None:
    Plan.objects.update(is_active=False)
    assert [found.level for found in look_at_plans(NOON)] == ["warning"]

    plan = Plan.objects.create(
        code="tried",
        name="Tried",
        rhythm="weekly",
        mealtimes=["lunch"],
        meals_per_cycle=5,
        cycles=1,
    )
    price = PlanPrice.objects.create(
        plan=plan, price=9_000, valid_from=today(NOON) + dt.timedelta(days=1), created_at=NOON
    )
    (found,) = look_at_plans(NOON)
    assert (found.level, "Tried" in found.advice) == ("error", True)

    PlanPrice.objects.filter(pk=price.pk).update(valid_from=today(NOON))
    assert [found.level for found in look_at_plans(NOON)] == ["ok"]
