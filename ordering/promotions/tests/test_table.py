"""The examples of promotions in docs/pricing.md, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from ordering.pricing.services import quote
from ordering.pricing.values import FeeRule, PricedLine
from ordering.promotions.evaluation import decide
from ordering.promotions.models import Kind, Promotion
from ordering.promotions.values import Food, Occasion
from ordering.testing import NOON

FOOD = re.compile(r"(?P<item>\w+) \((?P<category>\w+)\) (?P<price>\d+) × (?P<quantity>\d+)")
PROMOTION = re.compile(
    r"(?P<name>\w): (?:"
    r"(?P<percent>\d+) % off (?P<percent_of>\w+)"
    r"|(?P<off>\d+) off (?P<off_of>\w+)"
    r"|(?P<buy>\d+)(?: (?P<buys>\w+))? \+ (?P<get>\d+) of (?P<gets>\w+)"
    r"|(?P<parts>\w+ \+ \w+) for (?P<price>\d+)"
    r"|(?P<free>free delivery)"
    r")(?: from (?P<minimum>\d+))?(?P<combined>, combined)?"
)


def _rows() -> list[list[str]]:
    text = (Path(settings.BASE_DIR) / "docs" / "pricing.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| P\d", line)]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def _food(text: str) -> Food:
    found = FOOD.fullmatch(text)
    assert found, text
    return Food(
        key=found["item"],
        item=found["item"],
        category=found["category"],
        tags=frozenset(),
        unit_price=int(found["price"]),
        quantity=int(found["quantity"]),
        tax_rate=18,
    )


def _targets(word: str | None) -> list[str]:
    return [] if word in {None, "all"} else [f"category:{word}"]


def _promotion(text: str, pk: int) -> Promotion:
    found = PROMOTION.fullmatch(text)
    assert found, text
    promotion = Promotion(
        pk=pk,
        name=found["name"],
        is_active=True,
        is_stackable=bool(found["combined"]),
        minimum=int(found["minimum"] or 0),
    )
    if found["percent"]:
        promotion.kind, promotion.percent = Kind.PERCENT, int(found["percent"])
        promotion.foods = _targets(found["percent_of"])
    elif found["off"]:
        promotion.kind, promotion.amount = Kind.AMOUNT, int(found["off"])
        promotion.foods = _targets(found["off_of"])
    elif found["buy"]:
        promotion.kind = Kind.BUY_GET
        promotion.buy_quantity, promotion.get_quantity = int(found["buy"]), int(found["get"])
        promotion.foods = _targets(found["buys"] or found["gets"])
        promotion.gets = _targets(found["gets"])
    elif found["parts"]:
        promotion.kind, promotion.amount = Kind.SET_PRICE, int(found["price"])
        promotion.parts = [_targets(part) for part in found["parts"].split(" + ")]
    else:
        promotion.kind = Kind.FREE_DELIVERY
    return promotion


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"example {row[0]}")
def test_example_of_the_specification(row: list[str]) -> None:
    _, food, promotions, zone, granted, total = row
    fee, free_from, minimum = zone.split(", ")
    rule = FeeRule(int(fee), None if free_from == "never" else int(free_from), int(minimum))
    foods = [_food(text) for text in re.split(r", (?=\w+ \()", food)]

    for ordered in (foods, foods[::-1]):
        decision = decide(
            ordered,
            [_promotion(text, pk) for pk, text in enumerate(promotions.split("; "), start=1)],
            Occasion(NOON),
            rule=rule,
        )
        price = quote(
            [PricedLine(f.unit_price, f.quantity, f.tax_rate) for f in ordered],
            fee_rule=rule,
            discounts=decision.discounts,
        )

        given = [f"{grant.promotion.name} {grant.discount.amount}" for grant in decision.grants]
        assert ", ".join(given) == granted
        assert [applied.amount for applied in price.discounts] == [
            grant.discount.amount for grant in decision.grants
        ]
        assert price.total == int(total)


def test_the_table_was_found() -> None:
    assert len(_rows()) == 24
