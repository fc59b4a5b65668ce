"""The table of docs/loyalty.md, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from ordering.loyalty.models import LoyaltyRules, PointsAccount
from ordering.loyalty.selectors import wrong_balances, wrong_lots
from ordering.refunds.services import refund_order
from ordering.testing import NOON, make_user

from .factories import account, deliver, give, order_of, row

SPECIFICATION = Path(settings.BASE_DIR) / "docs" / "loyalty.md"
TIER = re.compile(r"^\| (Bronze|Silver|Gold|Platinum) \| ([\d ]+) \| (\d)\.(\d\d) \|$", re.M)
ROW = re.compile(r"^\| (\d+) \|(.+)\|$", re.M)


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in found[2].split("|")]
        for found in ROW.finditer(SPECIFICATION.read_text(encoding="utf-8"))
    ]


def test_the_table_is_there() -> None:
    assert len(rows()) == 14


@pytest.mark.django_db
def test_the_tiers_of_the_first_rules_are_those_of_the_table() -> None:
    rules = LoyaltyRules.objects.get(version=1)
    written = [
        (name.lower(), int(start.replace(" ", "")), int(whole + hundredths))
        for name, start, whole, hundredths in TIER.findall(SPECIFICATION.read_text("utf-8"))
    ]
    assert written == [
        (tier.value, start, rules.factor_of(tier)) for tier, start in rules.starts_of_tiers()
    ]


@pytest.mark.parametrize("cells", rows(), ids=lambda cells: " ".join(cells[:5]))
@pytest.mark.django_db
def test_a_row_of_the_table(cells: list[str]) -> None:
    begins, price, uses, tier, refunds = cells[:5]
    used, money, earned, given_back, ends = (int(cell) for cell in cells[5:])
    user = make_user()
    if int(begins):
        give(user, int(begins))
    PointsAccount.objects.update_or_create(user=user, defaults={"tier": tier})
    order = order_of(user, int(price), use_points=uses == "yes")
    assert (order.points_credit, order.total) == (used * 5, money)
    deliver(order)
    for number, amount in enumerate(filter(None, refunds.split(", "))):
        refund_order(
            order=order,
            amount=int(amount),
            reason="cold",
            actor=None,
            now=NOON,
            unique_key=str(number),
        )
    points = row(order)
    assert (points.spent, points.earned, points.given_back) == (used, earned, given_back)
    assert (account(user).balance, account(user).debt) == (ends, 0)
    assert not wrong_balances().exists()
    assert not wrong_lots().exists()
