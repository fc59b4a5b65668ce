"""Money is an integer in the currency's minor unit. The Rwandan franc has none: 1 is one franc."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from .errors import DomainError

CURRENCY = "RWF"
NARROW_SPACE = "\u202f"
MAX_AMOUNT = 9_999_999


class NotAnAmount(DomainError):
    """What was typed is not a whole number of francs."""


def grouped(amount: int) -> str:
    """12500 -> "12 500", with narrow no-break spaces."""
    return f"{amount:,}".replace(",", NARROW_SPACE)


def format_rwf(amount: int) -> str:
    """12500 -> "12 500 RWF", with spaces that do not break."""
    return f"{grouped(amount)}\u00a0{CURRENCY}"


def parse_rwf(text: str) -> int:
    """Read an amount that a person typed: digits, optionally grouped by spaces, commas or points.

    Raises NotAnAmount for signs, decimals, exponents, words and amounts above MAX_AMOUNT.
    """
    cleaned = re.sub(r"(?i)\s*rwf\s*$", "", text.strip())
    if re.fullmatch(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+", cleaned):
        cleaned = re.sub(r"\D", "", cleaned)
    if not re.fullmatch(r"[0-9]+", cleaned):
        raise NotAnAmount(_("Please write whole francs, for example 2500."))
    digits = cleaned.lstrip("0")
    # Python refuses to read thousands of digits, so they are counted before.
    amount = int(digits or 0) if len(digits) <= len(str(MAX_AMOUNT)) else MAX_AMOUNT + 1
    if amount > MAX_AMOUNT:
        raise NotAnAmount(_("Please write at most %(limit)s.") % {"limit": format_rwf(MAX_AMOUNT)})
    return amount


def vat_inside(gross: int, rate_percent: int) -> int:
    """The VAT that a gross amount (>= 0) already includes, rounded half up to the franc."""
    divisor = 100 + rate_percent
    return (2 * gross * rate_percent + divisor) // (2 * divisor)


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Split `amount` (>= 0) in proportion to `weights` (>= 0); the parts add up exactly.

    Largest remainder: each part is rounded down, and what is left goes franc by franc to the
    largest remainders, earlier parts first. All-zero weights take nothing and need amount == 0.
    """
    total = sum(weights)
    if total == 0:
        if amount:
            raise ValueError("an amount cannot be spread over nothing")
        return [0] * len(weights)
    parts = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts
