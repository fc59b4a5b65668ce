"""What people may be told when something about accounts or invitations is refused."""

from __future__ import annotations

from site_core.base.errors import DomainError


class PhoneTaken(DomainError):
    """Somebody else proved this number first."""


class NotAllowed(DomainError):
    """The actor does not hold the permission for this."""


class DemoRefused(DomainError):
    """Demo accounts belong on a trial site only."""


class InvitationError(DomainError):
    """An invitation that opens nothing."""


class InvitationInvalid(InvitationError):
    """The link was cut, changed or never existed."""


class InvitationExpired(InvitationError):
    """Nobody opened it in time."""


class InvitationRevoked(InvitationError):
    """Whoever invites has thought again."""


class InvitationUsed(InvitationError):
    """An account was made from it already."""


class AlreadyInvited(InvitationError):
    """An open invitation for this address exists."""


class AlreadyStaff(InvitationError):
    """The address belongs to a staff account."""


class AccountExists(InvitationError):
    """A customer has this address: they accept after logging in with their own password."""


class AccountClosed(DomainError):
    """Somebody who left: their account opens nothing until a manager opens it again."""


class InvalidAddress(DomainError):
    """Not an e-mail address."""


class WrongAccount(InvitationError):
    """Somebody else is logged in."""
