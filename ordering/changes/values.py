"""A draft as a screen needs it: the lines with what they were, the price, and what is in the way."""

from __future__ import annotations

from dataclasses import dataclass

from ordering.carts.values import CartViewLine
from ordering.delivery.places import Place
from ordering.delivery.selectors import OfferedSlot
from ordering.orders.models import OrderLine
from ordering.orders.values import NewLine
from ordering.pricing.values import Quote
from ordering.promotions.values import Grant

from .models import Draft


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the order as it would be: one that `stays` at its price, or one `added` at today's."""

    quantity: int
    unit_price: int
    tax_rate: int
    stays: OrderLine | None = None
    added: NewLine | None = None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A dish of the draft. `was` is how many of it the order holds now, None for a new order."""

    shown: CartViewLine
    gross: int
    was: int | None = None

    @property
    def is_changed(self) -> bool:
        return self.was is not None and self.was != self.shown.line.quantity


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with its price. `problems` are sentences; with none of them it can be sent off.

    `time` is the chosen slot; None keeps the time that was promised. `digest` changes with
    whatever would be ordered. `total_before` is None for a new order.
    """

    draft: Draft
    lines: tuple[DraftLine, ...]
    gone: tuple[str, ...]
    parts: tuple[Part, ...]
    place: Place | None
    slots: tuple[OfferedSlot, ...]
    time: OfferedSlot | None
    keeps_time: bool
    quote: Quote
    problems: tuple[str, ...]
    digest: str
    total_before: int | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def portions(self) -> int:
        return sum(part.quantity for part in self.parts)

    @property
    def difference(self) -> int:
        """What it costs more (below zero: less) than the order does now, in RWF."""
        return self.quote.total - (self.total_before or 0)

    @property
    def is_sound(self) -> bool:
        return not self.problems
