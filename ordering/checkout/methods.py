"""The ways to pay as the checkout shows them, each with what it saves by a promotion."""

from __future__ import annotations

import dataclasses

from ordering.carts.models import Cart
from ordering.carts.values import CartView
from ordering.delivery.places import fetch_place
from ordering.payments.methods import OfferedMethod, offered_methods


def method_offers(view: CartView) -> list[OfferedMethod]:
    """What may be chosen for this cart, with how many RWF it costs less when paid that way."""
    assert view.place is not None
    plain = view.bill.paid_by("").quote.total
    return [
        dataclasses.replace(
            offered, saving=plain - view.bill.paid_by(offered.method.value).quote.total
        )
        for offered in offered_methods(zone=view.place.zone, amount=view.quote.total)
    ]


def method_to_tick(cart: Cart, *, asked: str) -> str:
    """The way to pay that is ticked: what was asked for if it is offered, else the first.

    Before the price is known, which may depend on it.
    """
    place = fetch_place(cart)
    offered = [
        method.method.value
        for method in offered_methods(zone=place.zone if place else None, amount=0)
    ]
    return asked if asked in offered else next(iter(offered), "")
