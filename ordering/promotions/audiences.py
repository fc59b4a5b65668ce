"""For whom a promotion can be: a registry that the apps above fill with what they know of customers.

An app registers in its AppConfig.ready what it can answer, for example orders "first_order". Only
what is registered is offered to staff, and what is not answers no.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .values import Customer

Holds = Callable[[Customer], bool]


@dataclass(frozen=True, slots=True)
class Audience:
    """`holds` may ask the database; it is asked at most once a decision and only when needed."""

    code: str
    label: object
    holds: Holds


_registry: dict[str, Audience] = {}


def register_audience(code: str, label: object, holds: Holds) -> None:
    """Safe to repeat by the same function; two of one code are a mistake of ours."""
    known = _registry.get(code)
    if known is not None and known.holds is not holds:
        raise ValueError(f"Two audiences are called {code}.")
    _registry[code] = Audience(code, label, holds)


def all_audiences() -> list[Audience]:
    return list(_registry.values())


def audiences_of(customer: Customer, codes: set[str]) -> frozenset[str]:
    """Which of these audiences the customer belongs to."""
    return frozenset(
        code for code in codes if code in _registry and _registry[code].holds(customer)
    )
