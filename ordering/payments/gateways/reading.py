"""What a provider reports of money that came, held against what was asked for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ..models import Status
from .base import Answer


@dataclass(frozen=True, slots=True)
class Reported:
    """As the provider wrote it; "" for what it does not say."""

    provider_id: str
    amount: str = ""
    currency: str = ""
    reference: str = ""


def text_of(value: Any) -> str:
    """A field of an answer as a short text: texts and numbers, "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)[:64]


def compared(reported: Reported, *, amount: int, currency: str, reference: str) -> Answer:
    """Received when all that is reported agrees; else a person decides."""
    differs = []
    if reported.amount and _amount(reported.amount) != amount:
        differs.append(f"amount {reported.amount} for {amount}")
    if reported.currency and reported.currency != currency:
        differs.append(f"currency {reported.currency} for {currency}")
    if reported.reference and reported.reference != reference:
        differs.append("another reference")
    if not reported.provider_id:
        differs.append("no number of the transaction")
    if differs:
        return Answer(
            Status.REVIEW,
            f"The provider reports {', '.join(differs)}.",
            provider_id=reported.provider_id,
        )
    return Answer(Status.SUCCEEDED, "confirmed", provider_id=reported.provider_id)


def _amount(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
