"""Who may decide alone about how much. Looks at people and sums, never at an order's dishes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Refund, RefundRules

MAY_GIVE = "refunds.give_refund"
MAY_APPROVE = "refunds.approve_refund"


class NotYours(DomainError):
    """This person may not decide about this refund."""


def decides_alone(*, actor: User | None, sum_of_order: int) -> bool:
    """Whether a refund that brings the order's refunds to `sum_of_order` RWF needs nobody else.

    The house itself (no actor) follows written rules and needs nobody. Raises NotYours for
    somebody who may not even ask.
    """
    if actor is None:
        return True
    if not actor.has_perm(MAY_GIVE):
        raise NotYours(_("You may not give money back."))
    rules = RefundRules.load()
    if sum_of_order > rules.second_person_above:
        return False
    return actor.has_perm(MAY_APPROVE) or sum_of_order <= rules.support_limit


def check_second_person(*, actor: User, refund: Refund) -> None:
    """Raises NotYours unless `actor` may agree to what another person asked for."""
    if not actor.has_perm(MAY_APPROVE):
        raise NotYours(_("Only a manager can agree to this refund."))
    if refund.requested_by_id == actor.pk:
        raise NotYours(_("You asked for this refund, so somebody else has to agree to it."))
