"""The one pricing function. Pure; its specification is docs/pricing.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from site_core.base.money import allocate, vat_inside

from .values import AppliedDiscount, Discount, FeeRule, PricedLine, Quote, QuoteLine, Target


def quote(
    lines: Sequence[PricedLine],
    *,
    fee_rule: FeeRule | None = None,
    discounts: Sequence[Discount] = (),
    credit: int = 0,
) -> Quote:
    """Price an order: lines, their discounts, the delivery fee, its discounts, then credit.

    All amounts in whole RWF. Discounts apply in the order given; credit pays at most what is left.
    """
    rule = fee_rule or FeeRule()
    applied, discount_by_line = _apply_to_food(
        lines, [discount for discount in discounts if discount.target == Target.FOOD]
    )
    quoted = tuple(
        QuoteLine(
            unit_price=line.unit_price,
            quantity=line.quantity,
            tax_rate=line.tax_rate,
            gross=line.gross,
            discount=discount_by_line[index],
        )
        for index, line in enumerate(lines)
    )
    subtotal = sum(line.gross for line in quoted)
    discount = sum(discount_by_line)
    food = subtotal - discount
    waived, fee = _apply_to_fee(
        _fee(rule, food, has_lines=bool(quoted)),
        [discount for discount in discounts if discount.target == Target.DELIVERY],
    )
    used_credit = min(max(credit, 0), food + fee)
    return Quote(
        lines=quoted,
        discounts=(*applied, *waived),
        subtotal=subtotal,
        discount=discount,
        fee=fee,
        credit=used_credit,
        total=food + fee - used_credit,
        missing_to_minimum=max(0, rule.minimum - food) if quoted else 0,
        missing_to_free_delivery=(
            rule.free_from - food if fee and rule.free_from is not None else 0
        ),
        vat=_vat(quoted, fee, rule.tax_rate),
    )


def with_points(price: Quote, amount: int) -> Quote:
    """The same price when points worth `amount` RWF help to pay. Points pay before store credit."""
    whole = price.total + price.credit
    used = min(max(amount, 0), whole)
    return replace(price, credit=used, points_credit=used, total=whole - used)


def with_credit(price: Quote, credit: int) -> Quote:
    """The same price when `credit` RWF of an account help to pay: at most what points leave."""
    left = price.total + price.store_credit
    used = min(max(credit, 0), left)
    return replace(price, credit=price.points_credit + used, total=left - used)


def _apply_to_food(
    lines: Sequence[PricedLine], discounts: Sequence[Discount]
) -> tuple[tuple[AppliedDiscount, ...], list[int]]:
    left = [line.gross for line in lines]
    applied = []
    for discount in discounts:
        targets = range(len(lines)) if discount.lines is None else discount.lines
        weights = [left[index] for index in targets]
        amount = min(max(discount.amount, 0), sum(weights))
        if amount == 0:
            continue
        for index, share in zip(targets, allocate(amount, weights), strict=True):
            left[index] -= share
        applied.append(AppliedDiscount(discount.code, discount.reason, amount))
    return tuple(applied), [line.gross - rest for line, rest in zip(lines, left, strict=True)]


def _apply_to_fee(
    fee: int, discounts: Sequence[Discount]
) -> tuple[tuple[AppliedDiscount, ...], int]:
    applied = []
    for discount in discounts:
        amount = min(max(discount.amount, 0), fee)
        if amount == 0:
            continue
        fee -= amount
        applied.append(AppliedDiscount(discount.code, discount.reason, amount, discount.target))
    return tuple(applied), fee


def _fee(rule: FeeRule, food: int, *, has_lines: bool) -> int:
    is_free = rule.free_from is not None and food >= rule.free_from
    return 0 if is_free or not has_lines else rule.fee


def _vat(lines: Sequence[QuoteLine], fee: int, fee_rate: int) -> dict[int, int]:
    net_by_rate: dict[int, int] = defaultdict(int)
    for line in lines:
        net_by_rate[line.tax_rate] += line.net
    if fee:
        net_by_rate[fee_rate] += fee
    return {rate: vat_inside(net, rate) for rate, net in sorted(net_by_rate.items())}
