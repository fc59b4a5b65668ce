"""Why an order was not placed. Each refusal changed nothing; its message says what to do."""

from __future__ import annotations

from site_core.base.errors import DomainError


class CannotPlace(DomainError):
    """The order was not placed."""


class TooManyUnpaid(CannotPlace):
    """Somebody holds portions of several orders that nobody has paid."""
