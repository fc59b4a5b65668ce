"""Which network a Rwandan phone number belongs to. Pure.

The first digits as assigned by RURA: 078 and 079 are MTN's, 072 and 073 Airtel's.
"""

from __future__ import annotations

from .models import Method

PREFIXES = {
    "+25078": Method.MTN,
    "+25079": Method.MTN,
    "+25072": Method.AIRTEL,
    "+25073": Method.AIRTEL,
}


def network_of(phone: str) -> Method | None:
    """The way to pay that asks this number (E.164); None for a number of neither network."""
    return PREFIXES.get(phone[:6])


def prefixes_of(method: Method) -> str:
    """ "078 079": how the numbers of a network begin, as people write them."""
    return " ".join(
        prefix.replace("+250", "0") for prefix, network in PREFIXES.items() if network == method
    )
