"""Inviting, coming by an invitation, and what the friend's first order makes due."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ordering.carts.models import Cart
from ordering.delivery.places import fetch_place
from ordering.loyalty.rules import rules_at
from ordering.loyalty.services import grant_referral
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, State
from ordering.promotions.services import UsedUp
from ordering.promotions.uses import customer_keys
from ordering.promotions.values import Customer
from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Referral, ReferralCode, RefusedInvitation
from .selectors import same_by

# A meal of which something went back was paid all the same; one that cost nothing was not.
PAID = (PaymentState.PAID, PaymentState.PARTLY_REFUNDED)


class OwnInvitation(DomainError):
    """Nobody invites themselves."""

    def __init__(self) -> None:
        super().__init__(_("This is your own invitation. Send it to somebody you like."))


def code_of(user: User) -> ReferralCode:
    """The account's code, made when it is first asked for. Safe to repeat."""
    return ReferralCode.objects.get_or_create(user=user)[0]


def accept_invitation(
    *, cart: Cart, code: ReferralCode, is_own_device: bool, now: dt.datetime
) -> None:
    """The cart comes by an invitation. Safe to repeat; the latest invitation counts.

    Raises OwnInvitation for the account, the phone, the address or the device of whoever invites,
    and keeps that it was tried.
    """
    by = same_by(
        Customer(cart.user_id, cart.contact_phone, invited_by=code.user_id, place=fetch_place(cart))
    )
    if by is None and is_own_device:
        by = RefusedInvitation.By.DEVICE
    if by is not None:
        RefusedInvitation.objects.create(referrer_id=code.user_id, by=by, at=now)
        raise OwnInvitation
    Cart.objects.filter(pk=cart.pk).update(invited_by=code.user_id)


def note_own_invitation(*, customer: Customer, now: dt.datetime) -> None:
    """An order came by an invitation and got nothing for it: keep it where it was one's own.

    Number and address are often told at the checkout only. Inside the order's transaction.
    """
    by = same_by(customer)
    if by is not None and customer.invited_by is not None:
        RefusedInvitation.objects.create(referrer_id=customer.invited_by, by=by, at=now)


def record_referral(*, order: Order, referrer_id: int | None, now: dt.datetime) -> None:
    """A friend's first order is written: inside its transaction.

    Raises UsedUp when this friend came by an invitation before, also at this very moment.
    """
    key = customer_keys(Customer(None, order.phone))[0]
    # What a cancelled order leaves behind is no first order.
    Referral.objects.filter(
        friend_key=key, state=Referral.State.ORDERED, order__state=State.CANCELLED
    ).update(state=Referral.State.VOID)
    try:
        with transaction.atomic():
            Referral.objects.create(
                referrer_id=referrer_id,
                order=order,
                friend=order.user,
                friend_key=key,
                points=rules_at(now).referral_points,
                created_at=now,
            )
    except IntegrityError as twice:
        raise UsedUp(_("The invitation holds for a first order only.")) from twice


def settle_referrals(now: dt.datetime) -> int:
    """Rewards become due with the friend's meal delivered and paid; returns how many.

    Safe to repeat and to run beside itself: the UPDATE asks for the state.
    """
    waiting = Referral.objects.filter(state=Referral.State.ORDERED)
    waiting.filter(order__state=State.CANCELLED).update(state=Referral.State.VOID)
    return waiting.filter(order__state=State.DELIVERED, order__payment_state__in=PAID).update(
        state=Referral.State.DUE, due_at=now
    )


def pay_rewards(now: dt.datetime) -> int:
    """Post the points that are due; returns how many friends they were for.

    Each once: the UPDATE asks for the state, and the ledger for the key of the order. What is due
    to an account that was erased stays due to nobody.
    """
    due = Referral.objects.filter(state=Referral.State.DUE, referrer__isnull=False)
    paid = 0
    for referral in due.select_related("referrer", "order").order_by("due_at", "pk"):
        assert referral.referrer is not None
        with transaction.atomic():
            if not due.filter(pk=referral.pk).update(state=Referral.State.REWARDED):
                continue
            # The rules may have promised nothing.
            if referral.points:
                grant_referral(
                    user=referral.referrer, points=referral.points, order=referral.order, now=now
                )
                paid += 1
    return paid
