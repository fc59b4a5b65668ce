"""Slows down guessing: counts attempts by key in the cache that all processes share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from .errors import DomainError


class TooManyAttempts(DomainError):
    """Somebody tries too often."""

    def __init__(self) -> None:
        super().__init__(_("Those were many tries. Please wait a few minutes and try again."))


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many attempts whoever `key` names has within so many seconds of the first one."""

    key: str
    attempts: int
    seconds: int

    @property
    def cache_key(self) -> str:
        # What people typed, numbers and addresses are nothing to be read in a cache.
        return f"attempts:{hashlib.sha256(self.key.encode()).hexdigest()}"


def spend_attempt(allowances: Sequence[Allowance]) -> None:
    """Count an attempt before it is judged, or raise TooManyAttempts. Refused ones count as well."""
    counts = [_count(allowance) for allowance in allowances]
    if any(count > allowance.attempts for count, allowance in zip(counts, allowances, strict=True)):
        raise TooManyAttempts


def give_attempt_back(allowances: Sequence[Allowance]) -> None:
    """The attempt was a good one: whoever guesses nothing is not slowed down."""
    for allowance in allowances:
        try:
            cache.decr(allowance.cache_key)
        except ValueError:
            # Its time ran out meanwhile.
            continue


def _count(allowance: Allowance) -> int:
    if cache.add(allowance.cache_key, 1, timeout=allowance.seconds):
        return 1
    try:
        return cache.incr(allowance.cache_key)
    except ValueError:
        cache.set(allowance.cache_key, 1, timeout=allowance.seconds)
        return 1
