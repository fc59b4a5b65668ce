"""The ways to pay as the checkout shows them, each with what it saves by a promotion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ordering.carts.values import CartView
from ordering.payments.gateways import Gateway


@dataclass(frozen=True, slots=True)
class MethodOffer:
    """A gateway, and how many RWF the order costs less when it is paid this way."""

    gateway: Gateway
    saving: int


def method_offers(gateways: Sequence[Gateway], view: CartView) -> list[MethodOffer]:
    plain = view.bill.paid_by("").quote.total
    return [
        MethodOffer(gateway, plain - view.bill.paid_by(gateway.method.value).quote.total)
        for gateway in gateways
    ]
