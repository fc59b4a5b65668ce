"""What holds for every order that can be priced."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ordering.pricing.services import quote
from ordering.pricing.values import Discount, FeeRule, PricedLine, Target
from site_core.base.money import allocate, vat_inside

amounts = st.integers(0, 200_000)
lines = st.lists(
    st.builds(PricedLine, amounts, st.integers(1, 20), st.sampled_from([0, 18])), max_size=12
)
discounts = st.lists(
    st.builds(
        Discount,
        st.just("c"),
        st.just("r"),
        st.integers(-10, 500_000),
        target=st.sampled_from(Target),
    ),
    max_size=4,
)
rules = st.builds(FeeRule, amounts, st.none() | amounts, amounts)


@given(lines, rules, discounts, st.integers(-10, 1_000_000))
def test_a_quote_adds_up_and_is_never_negative(
    lines: list[PricedLine], rule: FeeRule, discounts: list[Discount], credit: int
) -> None:
    result = quote(lines, fee_rule=rule, discounts=discounts, credit=credit)
    assert result.total == result.subtotal - result.discount + result.fee - result.credit
    assert result.total >= 0
    assert result.subtotal == sum(line.unit_price * line.quantity for line in lines)
    off_food = [a.amount for a in result.discounts if a.target == Target.FOOD]
    off_delivery = [a.amount for a in result.discounts if a.target == Target.DELIVERY]
    assert result.discount == sum(off_food) == sum(line.discount for line in result.lines)
    assert result.fee + sum(off_delivery) in {0, rule.fee}
    assert all(0 <= line.discount <= line.gross for line in result.lines)
    assert 0 <= result.vat_total <= result.food + result.fee


@given(lines, rules, discounts)
def test_the_order_of_the_lines_does_not_change_what_is_paid(
    lines: list[PricedLine], rule: FeeRule, discounts: list[Discount]
) -> None:
    forwards = quote(lines, fee_rule=rule, discounts=discounts)
    backwards = quote(lines[::-1], fee_rule=rule, discounts=discounts)
    assert (forwards.total, forwards.fee, forwards.discount) == (
        backwards.total,
        backwards.fee,
        backwards.discount,
    )


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_allocation_is_exact_and_within_one_franc_of_the_true_share(
    amount: int, weights: list[int]
) -> None:
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < 1


@given(st.integers(0, 10**7), st.sampled_from([0, 18]))
def test_vat_is_rounded_half_up(gross: int, rate: int) -> None:
    vat = vat_inside(gross, rate)
    assert abs(vat * (100 + rate) * 2 - gross * rate * 2) <= 100 + rate
