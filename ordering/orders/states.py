"""The states of an order as data: which follows which, and who may move it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PENDING = "pending", _("Waiting for payment")
    CONFIRMED = "confirmed", _("Received")
    PREPARING = "preparing", _("Being cooked")
    READY = "ready", _("Ready to leave")
    OUT_FOR_DELIVERY = "out_for_delivery", _("On its way")
    DELIVERED = "delivered", _("Handed over")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Could not be handed over")


class PaymentState(TextChoices):
    UNPAID = "unpaid", _("Not paid yet")
    PENDING = "pending", _("Payment under way")
    PAID = "paid", _("Paid")
    PARTLY_REFUNDED = "partly_refunded", _("Partly refunded")
    REFUNDED = "refunded", _("Refunded")
    FAILED = "failed", _("Payment failed")


class Role(TextChoices):
    """Who acts on an order. `SYSTEM` is the house itself: a payment that arrived, a hold that ended."""

    CUSTOMER = "customer", _("Customer")
    KITCHEN = "kitchen", _("Kitchen")
    DELIVERY = "delivery", _("Delivery")
    SUPPORT = "support", _("Support")
    SYSTEM = "system", _("System")


@dataclass(frozen=True, slots=True)
class Move:
    """Who may take this step, and whether it must be explained."""

    roles: frozenset[str]
    needs_reason: bool = False


def _by(*roles: str, needs_reason: bool = False) -> Move:
    return Move(frozenset(roles), needs_reason)


S, R = State, Role

MOVES: Mapping[tuple[str, str], Move] = {
    (S.PENDING, S.CONFIRMED): _by(R.SYSTEM, R.SUPPORT),
    # A plan that was paid: nothing is cooked for it, its meals are orders of their own.
    (S.PENDING, S.DELIVERED): _by(R.SYSTEM),
    (S.PENDING, S.CANCELLED): _by(R.CUSTOMER, R.SUPPORT, R.SYSTEM),
    (S.CONFIRMED, S.PREPARING): _by(R.KITCHEN),
    (S.CONFIRMED, S.CANCELLED): _by(R.CUSTOMER, R.SUPPORT, R.SYSTEM),
    (S.PREPARING, S.READY): _by(R.KITCHEN),
    (S.PREPARING, S.CONFIRMED): _by(R.KITCHEN),
    (S.PREPARING, S.CANCELLED): _by(R.SUPPORT, needs_reason=True),
    (S.READY, S.OUT_FOR_DELIVERY): _by(R.DELIVERY),
    (S.READY, S.PREPARING): _by(R.KITCHEN),
    (S.READY, S.CANCELLED): _by(R.SUPPORT, needs_reason=True),
    (S.OUT_FOR_DELIVERY, S.DELIVERED): _by(R.DELIVERY),
    (S.OUT_FOR_DELIVERY, S.FAILED): _by(R.DELIVERY, R.SUPPORT, needs_reason=True),
    (S.OUT_FOR_DELIVERY, S.READY): _by(R.DELIVERY),
    (S.OUT_FOR_DELIVERY, S.CANCELLED): _by(R.SUPPORT, needs_reason=True),
    (S.FAILED, S.OUT_FOR_DELIVERY): _by(R.DELIVERY, R.SUPPORT),
    (S.FAILED, S.CANCELLED): _by(R.SUPPORT, needs_reason=True),
    # Paid after all, for an order that nobody had paid in time.
    (S.CANCELLED, S.CONFIRMED): _by(R.SYSTEM),
    (S.CANCELLED, S.DELIVERED): _by(R.SYSTEM),
}

# Nothing of the food has been touched yet: cancelling gives portions and the slot back.
UNTOUCHED = frozenset({S.PENDING, S.CONFIRMED})
# The order still needs somebody's hands.
OPEN = frozenset({S.PENDING, S.CONFIRMED, S.PREPARING, S.READY, S.OUT_FOR_DELIVERY})
# What the customer's five-step line shows.
STEPS = (S.CONFIRMED, S.PREPARING, S.READY, S.OUT_FOR_DELIVERY, S.DELIVERED)


def may_move(current: str, target: str, role: str) -> bool:
    move = MOVES.get((State(current), State(target)))
    return move is not None and role in move.roles
