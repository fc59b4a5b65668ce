"""Every way to pay that the house knows. Which are offered, and to whom, stands in `methods`."""

from __future__ import annotations

from ..models import Method
from .airtel import AirtelGateway
from .base import Answer, Gateway, RefundAbility
from .by_hand import BankGateway, CashGateway, TransferByHandGateway
from .mtn import MtnGateway

__all__ = [
    "GATEWAYS",
    "Answer",
    "CashGateway",
    "Gateway",
    "RefundAbility",
    "get_gateway",
    "method_label",
]

GATEWAYS: dict[str, Gateway] = {
    Method.CASH: CashGateway(),
    Method.MTN: MtnGateway(),
    Method.AIRTEL: AirtelGateway(),
    Method.BY_HAND: TransferByHandGateway(),
    Method.BANK: BankGateway(),
}


def get_gateway(method: str) -> Gateway:
    """The gateway of a method. KeyError for a method that was never offered."""
    return GATEWAYS[method]


def method_label(method: str) -> str:
    """The name of a method for people; its code when it is no longer known."""
    return str(dict(Method.choices).get(method, method))
