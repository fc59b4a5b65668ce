"""The one family of errors that people may read."""

from __future__ import annotations


class DomainError(Exception):
    """A rule of the house said no. The message is a translated sentence fit for a customer.

    Raised by services in the module that owns the rule; views catch the named subclasses and show
    the sentence. Nothing was written when one is raised: services open their own transaction.
    """

    def __init__(self, message: object = "") -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
