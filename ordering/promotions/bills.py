"""What chosen food costs with the promotions that hold: decided and priced in one go. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ordering.pricing.services import quote
from ordering.pricing.values import FeeRule, PricedLine, Quote

from .selectors import Offers
from .values import Decision, Food, Occasion


@dataclass(frozen=True, slots=True)
class Bill:
    """`quote.lines` run parallel to `foods`."""

    foods: tuple[Food, ...]
    rule: FeeRule
    offers: Offers
    occasion: Occasion
    decision: Decision
    quote: Quote

    def paid_by(self, method: str) -> Bill:
        """The same bill if it were paid another way."""
        if not self.offers.depend_on_method or method == self.occasion.method:
            return self
        return make_bill(
            self.foods,
            rule=self.rule,
            offers=self.offers,
            occasion=replace(self.occasion, method=method),
        )


def make_bill(foods: Sequence[Food], *, rule: FeeRule, offers: Offers, occasion: Occasion) -> Bill:
    decision = offers.decide(foods, occasion, rule)
    lines = [PricedLine(food.unit_price, food.quantity, food.tax_rate) for food in foods]
    return Bill(
        foods=tuple(foods),
        rule=rule,
        offers=offers,
        occasion=occasion,
        decision=decision,
        quote=quote(lines, fee_rule=rule, discounts=decision.discounts),
    )
