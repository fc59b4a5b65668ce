"""A cart as a screen needs it: lines resolved against today's menu, with what is wrong said."""

from __future__ import annotations

from dataclasses import dataclass

from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import Selection
from ordering.delivery.places import Place
from ordering.dietary.verdicts import Needs, Verdict
from ordering.pricing.values import Quote, QuoteLine
from ordering.promotions.bills import Bill

from .models import MAX_QUANTITY, Cart, CartLine


@dataclass(frozen=True, slots=True)
class CartViewLine:
    """One line. `problem` is a sentence when it cannot be ordered; it then has no price."""

    line: CartLine
    selection: Selection | None
    priced: QuoteLine | None
    problem: str
    verdict: Verdict
    choices: str

    @property
    def item(self) -> MenuItem:
        return self.line.item

    @property
    def may_be_served(self) -> bool:
        """It suits whoever eats, or somebody who may answers for it."""
        return self.verdict.is_safe or self.line.overridden_by_id is not None

    @property
    def old_price(self) -> int | None:
        """The unit price last seen, when it is another one now."""
        if self.priced is None or self.priced.unit_price == self.line.seen_price:
            return None
        return self.line.seen_price

    @property
    def less(self) -> int:
        """The quantity behind the minus; zero takes the line out."""
        return self.line.quantity - 1

    @property
    def more(self) -> int:
        return min(self.line.quantity + 1, MAX_QUANTITY)

    @property
    def is_full(self) -> bool:
        return self.line.quantity >= MAX_QUANTITY


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart with its price. `digest` changes whenever what would be ordered changes."""

    cart: Cart
    lines: tuple[CartViewLine, ...]
    place: Place | None
    needs: Needs
    bill: Bill
    digest: str

    @property
    def quote(self) -> Quote:
        return self.bill.quote

    @property
    def has_earned_free_delivery(self) -> bool:
        """The order is large enough for the zone to bring it free."""
        zone = self.place.zone if self.place else None
        if zone is None or zone.free_from is None:
            return False
        return bool(zone.fee) and self.quote.food >= zone.free_from

    @property
    def count(self) -> int:
        return sum(line.line.quantity for line in self.lines)

    @property
    def portions(self) -> int:
        return sum(line.line.quantity for line in self.lines if line.priced)

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def has_problems(self) -> bool:
        return any(line.problem for line in self.lines)

    @property
    def has_new_prices(self) -> bool:
        return any(line.old_price is not None for line in self.lines)

    @property
    def is_unsafe(self) -> bool:
        return any(not line.may_be_served for line in self.lines)

    @property
    def can_check_out(self) -> bool:
        return bool(self.lines) and not self.has_problems and not self.is_unsafe
