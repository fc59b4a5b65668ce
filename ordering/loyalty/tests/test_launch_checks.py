from __future__ import annotations

import pytest

from ordering.loyalty.launch_checks import look_at_points
from ordering.loyalty.models import Reward
from ordering.testing import NOON, make_item

pytestmark = pytest.mark.django_db


def test_points_need_rules_and_something_that_can_be_had() -> None:
    Reward.objects.all().delete()
    levels = [found.level for found in look_at_points(NOON)]
    assert levels == ["ok", "warning"]

    tea = make_item("tea", is_listed=False)
    Reward.objects.create(name="Tea", kind=Reward.Kind.DISH, points=50, item=tea)
    rewards = list(look_at_points(NOON))[1]
    assert (rewards.level, "Tea" in rewards.advice) == ("warning", True)

    type(tea).objects.update(is_listed=True)
    assert [found.level for found in look_at_points(NOON)] == ["ok", "ok"]
