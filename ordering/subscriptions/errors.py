"""Refusals of this app: sentences fit for a customer, and nothing was changed."""

from __future__ import annotations

from site_core.base.errors import DomainError


class CannotSubscribe(DomainError):
    """The plan cannot be had like this."""


class TooLateToChange(DomainError):
    """The cut-off of the meal has passed, or the kitchen has it already."""


class CannotChangePlan(DomainError):
    """This change does not fit the plan, the calendar or the place."""
