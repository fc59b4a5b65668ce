"""What points and store credit pay of a finished price."""

from __future__ import annotations

from ordering.pricing.services import quote, with_credit, with_points
from ordering.pricing.values import PricedLine

PRICE = quote([PricedLine(2_500, 1, 18)])


def test_points_pay_first_and_store_credit_what_they_leave() -> None:
    both = with_credit(with_points(PRICE, 1_250), 9_000)
    assert (both.points_credit, both.store_credit, both.credit, both.total) == (
        1_250,
        1_250,
        2_500,
        0,
    )
    assert both.vat == PRICE.vat


def test_nothing_pays_more_than_the_price_or_less_than_nothing() -> None:
    assert with_points(PRICE, 9_000).total == 0
    assert with_points(PRICE, -1) == PRICE
    assert with_credit(PRICE, -1) == PRICE
