"""Ordering the same again: today's prices, today's menu, and plain words for what is gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ordering.carts.models import Cart
from ordering.carts.services import CannotAdd, add_to_cart, cook_for, deliver_to
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection, select
from ordering.delivery.places import fetch_place
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from site_core.base.money import format_rwf

from .habits import place_of_order


@dataclass(slots=True)
class Reordered:
    """How many lines came into the cart, a sentence for each that did not, and for each new price."""

    added: int = 0
    repriced: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def reorder(*, order: Order, cart: Cart, now: dt.datetime) -> Reordered:
    """Add the order's lines to a cart as far as they can still be had.

    A cart that does not know where to takes the order's place. Who eats is taken over only by the
    account that described them: whoever else has the order's link must not learn of allergies.
    """
    _take_over(order, cart)
    items = MenuItem.objects.with_choices().in_bulk(
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
            price = select(item, size=line.size, options=line.options).unit_price
            if price != line.unit_price:
                outcome.repriced.append(_new_price(item, line.unit_price, price))
    return outcome


def _new_price(item: MenuItem, before: int, now: int) -> str:
    return _("%(dish)s: now %(new)s, it was %(old)s.") % {
        "dish": item.localized_name,
        "new": format_rwf(now),
        "old": format_rwf(before),
    }


def _take_over(order: Order, cart: Cart) -> None:
    place = place_of_order(order) if fetch_place(cart) is None else None
    if place is not None:
        deliver_to(cart=cart, place=place)
    if cart.eater is None and _is_kept_by(order.eater, cart.user_id):
        cook_for(cart=cart, eater=order.eater)


def _is_kept_by(eater: Eater | None, user_id: int | None) -> bool:
    return (
        eater is not None
        and eater.is_current
        and eater.owner_id is not None
        and eater.owner_id == user_id
    )
