"""The values that pricing takes and gives. All amounts are whole RWF, VAT included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PricedLine:
    """An item with its choices: `unit_price` already holds size and options."""

    unit_price: int
    quantity: int
    tax_rate: int

    @property
    def gross(self) -> int:
        return self.unit_price * self.quantity


class Target(StrEnum):
    """What a discount lowers: the food, or the fee for bringing it."""

    FOOD = "food"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Discount:
    """An amount that was granted. `lines` are indexes of the lines it lowers; None means all.

    One on delivery lowers the fee as it is after the food's discounts, and no line.
    """

    code: str
    reason: str
    amount: int
    lines: tuple[int, ...] | None = None
    target: Target = Target.FOOD


@dataclass(frozen=True, slots=True)
class FeeRule:
    """What a zone charges. `free_from` None: the fee is never waived."""

    fee: int = 0
    free_from: int | None = None
    minimum: int = 0
    tax_rate: int = 18


@dataclass(frozen=True, slots=True)
class AppliedDiscount:
    """A discount as far as there was something to lower."""

    code: str
    reason: str
    amount: int
    target: Target = Target.FOOD

    @property
    def is_on_delivery(self) -> bool:
        return self.target == Target.DELIVERY


@dataclass(frozen=True, slots=True)
class QuoteLine:
    unit_price: int
    quantity: int
    tax_rate: int
    gross: int
    discount: int

    @property
    def net(self) -> int:
        return self.gross - self.discount


@dataclass(frozen=True, slots=True)
class Quote:
    """The price of an order, the same on cart, checkout, order, receipt and report.

    `discount` is what came off the food; `fee` is what delivery costs after its own discounts.
    `credit` is what points and store credit pay together, `points_credit` the part of it that points pay.
    """

    lines: tuple[QuoteLine, ...]
    discounts: tuple[AppliedDiscount, ...]
    subtotal: int
    discount: int
    fee: int
    credit: int
    total: int
    missing_to_minimum: int
    missing_to_free_delivery: int
    vat: Mapping[int, int] = field(default_factory=dict)
    points_credit: int = 0

    @property
    def food(self) -> int:
        """What the food costs after discounts."""
        return self.subtotal - self.discount

    @property
    def store_credit(self) -> int:
        return self.credit - self.points_credit

    @property
    def vat_total(self) -> int:
        return sum(self.vat.values())
