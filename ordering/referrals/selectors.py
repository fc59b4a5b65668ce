"""Whether somebody was invited by somebody else, and how the friends of an account stand."""

from __future__ import annotations

from django.db.models import Q

from ordering.delivery.models import Address
from ordering.delivery.places import Place
from ordering.orders.models import Order
from ordering.orders.selectors import has_ordered
from ordering.promotions.values import Customer
from site_core.users.models import User

from .models import Referral

INVITED = "invited"


def is_invited(customer: Customer) -> bool:
    """Whether the offer to friends holds: came by a link, never ordered, and is somebody else."""
    return (
        customer.invited_by is not None
        and not has_ordered(customer)
        and not is_same_person(customer)
    )


def is_same_person(customer: Customer) -> bool:
    """The one who invites and the one who orders share an account, a number or an address.

    A bed is no address: beds are shared by everybody who lay in them. Up to three queries.
    """
    referrer_id = customer.invited_by
    if referrer_id is None:
        return False
    if customer.user_id == referrer_id:
        return True
    return _shares_phone(referrer_id, customer.phone) or _shares_address(
        referrer_id, customer.place
    )


def _shares_phone(referrer_id: int, phone: str) -> bool:
    if not phone:
        return False
    return (
        User.objects.filter(pk=referrer_id, phone=phone).exists()
        or Order.objects.filter(user=referrer_id, phone=phone).exists()
    )


def _shares_address(referrer_id: int, place: Place | None) -> bool:
    if place is None or place.area is None or not place.directions:
        return False
    same = Q(area=place.area, directions__iexact=place.directions)
    return (
        Address.objects.filter(same, user=referrer_id).exists()
        or Order.objects.filter(same, user=referrer_id).exists()
    )


def friends_of(user: User) -> dict[str, int]:
    """How many friends ordered, and for how many the meal is delivered and paid. One query."""
    states = list(
        Referral.objects.filter(referrer=user)
        .exclude(state=Referral.State.VOID)
        .values_list("state", flat=True)
    )
    return {
        "ordered": len(states),
        "delivered": sum(state != Referral.State.ORDERED for state in states),
    }
