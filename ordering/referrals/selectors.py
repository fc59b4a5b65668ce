"""Whether somebody was invited by somebody else, and how the friends of an account stand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ordering.delivery.models import Address
from ordering.delivery.places import Place
from ordering.orders.models import Order
from ordering.orders.selectors import has_ordered
from ordering.promotions.values import Customer
from site_core.users.models import User

from .models import Referral, RefusedInvitation

INVITED = "invited"
# As many signs of a kind as a person would read.
LOOKED_AT = 500


def is_invited(customer: Customer) -> bool:
    """Whether the offer to friends holds: came by a link, never ordered, and is somebody else."""
    return (
        customer.invited_by is not None
        and not has_ordered(customer)
        and not is_same_person(customer)
    )


def is_same_person(customer: Customer) -> bool:
    """The one who invites and the one who orders share an account, a number or an address."""
    return same_by(customer) is not None


def same_by(customer: Customer) -> RefusedInvitation.By | None:
    """What they share; None when nothing. Up to three queries.

    A bed is no address: beds are shared by everybody who lay in them.
    """
    referrer_id = customer.invited_by
    if referrer_id is None:
        return None
    if customer.user_id == referrer_id:
        return RefusedInvitation.By.ACCOUNT
    if _shares_phone(referrer_id, customer.phone):
        return RefusedInvitation.By.PHONE
    if _shares_address(referrer_id, customer.place):
        return RefusedInvitation.By.ADDRESS
    return None


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


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A referral whose two sides share something now, or that somebody tried alone."""

    referrer: User
    by: str
    count: int
    latest: dt.datetime


def suspicious_referrals(now: dt.datetime) -> list[Suspicion]:
    """Of the last ninety days: refused tries, and friends who turned out to share something.

    By the phone that ordered, the referrer's own or one that they ordered with; by the address,
    kept or ordered to. Newest first; four queries.
    """
    since = now - dt.timedelta(days=90)
    By = RefusedInvitation.By
    recent = Referral.objects.filter(created_at__gt=since, referrer__isnull=False).exclude(
        state=Referral.State.VOID
    )
    tries = RefusedInvitation.objects.filter(at__gt=since).order_by("-at")
    signs = [
        *tries.values_list("referrer", "by", "at")[:LOOKED_AT],
        *_signs(recent.filter(_by_phone()), By.PHONE),
        *_signs(recent.filter(_by_address()), By.ADDRESS),
    ]
    found: dict[tuple[int, str], list[dt.datetime]] = defaultdict(list)
    for referrer_id, by, at in signs:
        found[referrer_id, by].append(at)
    users = User.objects.in_bulk({referrer_id for referrer_id, _by in found})
    rows = [
        Suspicion(users[referrer_id], str(By(by).label), len(moments), max(moments))
        for (referrer_id, by), moments in found.items()
    ]
    return sorted(rows, key=lambda row: (row.latest, row.referrer.pk), reverse=True)


def _signs(
    shared: QuerySet[Referral], by: RefusedInvitation.By
) -> list[tuple[int, str, dt.datetime]]:
    rows = shared.order_by("-created_at").values_list("referrer", "created_at")[:LOOKED_AT]
    return [(referrer_id, by, at) for referrer_id, at in rows if referrer_id is not None]


def _by_phone() -> Q:
    theirs = Order.objects.filter(user=OuterRef("referrer"), phone=OuterRef("order__phone"))
    return Q(order__phone=F("referrer__phone")) | Q(Exists(theirs))


def _by_address() -> Q:
    here = {"area": OuterRef("order__area"), "directions__iexact": OuterRef("order__directions")}
    kept = Address.objects.filter(user=OuterRef("referrer"), **here)
    ordered_to = Order.objects.filter(user=OuterRef("referrer"), **here)
    return ~Q(order__directions="") & (Q(Exists(kept)) | Q(Exists(ordered_to)))
