"""Ordering the same again: today's prices, today's menu, and plain words for what is gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ordering.carts.models import Cart
from ordering.carts.services import CannotAdd, add_to_cart
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection
from ordering.orders.models import Order


@dataclass(slots=True)
class Reordered:
    """How many lines came into the cart, and a sentence for each that did not."""

    added: int = 0
    missing: list[str] = field(default_factory=list)


def reorder(*, order: Order, cart: Cart, now: dt.datetime) -> Reordered:
    """Add the order's lines to a cart as far as they can still be had."""
    items = MenuItem.objects.with_choices().in_bulk(  # type: ignore[attr-defined]
        [line.item_id for line in order.lines.all() if line.item_id]
    )
    outcome = Reordered()
    for line in order.lines.all():
        item = items.get(line.item_id)
        try:
            if item is None:
                raise CannotAdd(_("This dish is no longer on the menu."))
            add_to_cart(
                cart=cart,
                item=item,
                size=line.size,
                options=line.options,
                quantity=line.quantity,
                note=line.note,
                now=now,
            )
        except (CannotAdd, InvalidSelection) as refusal:
            outcome.missing.append(f"{line.shown_name}: {refusal}")
        else:
            outcome.added += 1
    return outcome
