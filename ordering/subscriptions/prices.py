"""What a plan costs: the price that counts on a day, and what a period of it comes to. Integers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ordering.pricing.services import quote
from ordering.pricing.values import Discount, PricedLine, Quote
from site_core.base.errors import DomainError
from site_core.base.money import allocate

from .models import Plan, PlanPrice

# What a plan sells is food: the standard rate of VAT.
TAX_RATE = 18


class NotOnOffer(DomainError):
    """This plan cannot be subscribed to."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A number of cycles of a plan at a price. All RWF."""

    plan: Plan
    price: int
    discount_percent: int
    cycles: int
    is_trial: bool = False

    @property
    def meals(self) -> int:
        return self.plan.meals_per_cycle * self.cycles

    @property
    def gross(self) -> int:
        return self.price * self.cycles

    @property
    def discount(self) -> int:
        """Rounded half up to the franc, as every percentage of the house."""
        return (self.gross * self.discount_percent + 50) // 100

    @property
    def amount(self) -> int:
        return self.gross - self.discount

    @property
    def per_meal(self) -> int:
        """About what a meal costs, for people to compare."""
        return round(self.amount / self.meals)

    def quote(self, reason: str) -> Quote:
        """The price of the plan as an order: one line, and the plan's discount on it."""
        discounts = [Discount("plan", reason, self.discount)] if self.discount else []
        return quote([PricedLine(self.gross, 1, TAX_RATE)], discounts=discounts)


def price_on(plan: Plan, date: dt.date) -> PlanPrice | None:
    """The price that counts on a date. One query."""
    return plan.prices.filter(valid_from__lte=date).order_by("-valid_from").first()


def offer_on(plan: Plan, date: dt.date, *, is_trial: bool = False) -> Offer:
    """What a period costs that is bought on a date. Raises NotOnOffer without a price."""
    price = price_on(plan, date)
    if price is None:
        raise NotOnOffer(f"{plan.code}")
    is_trial = is_trial and plan.trial_cycles > 0
    cycles = plan.trial_cycles if is_trial else plan.cycles
    return Offer(plan, price.price, price.discount_percent, cycles, is_trial)


def prices_of_meals(amount: int, meals: int) -> list[int]:
    """`amount` RWF spread over the meals of a period: they add up exactly."""
    return allocate(amount, [1] * meals)
