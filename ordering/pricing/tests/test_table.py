"""The examples of docs/pricing.md, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from ordering.pricing.services import quote
from ordering.pricing.values import Discount, FeeRule, PricedLine, Target


def _rows() -> list[list[str]]:
    text = (Path(settings.BASE_DIR) / "docs" / "pricing.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|") and line[2].isdigit()]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def _line(text: str) -> PricedLine:
    price, _, rest = text.partition(" × ")
    quantity, _, tax = rest.partition(" ")
    return PricedLine(int(price), int(quantity), 0 if tax == "exempt" else 18)


def _discount(text: str) -> Discount:
    what, _, amount = text.rpartition("= ")
    target = Target.DELIVERY if what.startswith("delivery") else Target.FOOD
    return Discount("c", "r", int(amount), target=target)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"example {row[0]}")
def test_example_of_the_specification(row: list[str]) -> None:
    _, lines, discount, zone, credit, subtotal, off, fee, total, vat, missing = row
    zone_fee, free_from, minimum = zone.split(", ")
    result = quote(
        [] if lines == "none" else [_line(text) for text in lines.split(", ")],
        fee_rule=FeeRule(
            fee=int(zone_fee),
            free_from=None if free_from == "never" else int(free_from),
            minimum=int(minimum),
        ),
        discounts=[_discount(discount)] if discount else [],
        credit=int(credit or 0),
    )
    assert (result.subtotal, result.discount, result.fee, result.total) == (
        int(subtotal),
        int(off),
        int(fee),
        int(total),
    )
    assert result.vat.get(18, 0) == int(vat)
    assert result.missing_to_minimum == int(missing)


def test_the_table_was_found() -> None:
    assert len(_rows()) == 15


def test_shares_of_a_discount_go_to_the_largest_remainders() -> None:
    result = quote(
        [PricedLine(1050, 1, 18), PricedLine(333, 1, 18), PricedLine(333, 1, 18)],
        discounts=[Discount("c", "15 %", 257)],
    )
    assert [line.discount for line in result.lines] == [157, 50, 50]
