"""A coupon that is typed into a cart: found, judged, kept, shown and taken out again.

A code that does not exist, has ended, is used up or is for somebody else gets one and the same
answer; only a code that would hold for this customer says what it still needs (decision 0015).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ordering.promotions.selectors import find_coupon
from ordering.promotions.words import obstacle_words
from site_core.base.attempts import Allowance, give_attempt_back, spend_attempt
from site_core.base.errors import DomainError

from .models import Cart
from .selectors import view_cart
from .values import CartView


class CouponRefused(DomainError):
    """The code means nothing for this customer. The cart is as it was."""


@dataclass(frozen=True, slots=True)
class CouponNote:
    """The coupon of a cart for people: what it takes off in RWF, or why it does not yet."""

    code: str
    name: str
    saving: int
    sentence: str


def add_coupon(*, cart: Cart, text: str, address: str, now: dt.datetime) -> None:
    """Keep the coupon of a typed code with the cart; it takes the place of another one.

    Raises CouponRefused for whatever cannot be used by this customer, TooManyAttempts for whoever
    guesses: by cart, by phone number or account, and, wider, by the address of the network.
    """
    allowances = _allowances(cart, address)
    spend_attempt(allowances)
    coupon = find_coupon(text)
    before = cart.coupon
    if coupon is not None:
        cart.coupon = coupon
        if _is_usable(view_cart(cart, now=now)):
            cart.save(update_fields=["coupon", "updated_at"])
            give_attempt_back(allowances)
            return
    cart.coupon = before
    raise CouponRefused(
        _("This code cannot be used here. Please look at how it is written; it may have ended.")
    )


def remove_coupon(*, cart: Cart) -> None:
    """Safe to repeat."""
    cart.coupon = None
    cart.save(update_fields=["coupon", "updated_at"])


def coupon_note(view: CartView) -> CouponNote | None:
    """How the coupon of a cart stands, for its screen. No query."""
    coupon = next(
        (one for one in view.bill.offers.promotions if one.pk == view.cart.coupon_id), None
    )
    if coupon is None:
        return None
    finding = view.bill.decision.finding_of(coupon)
    return CouponNote(
        code=coupon.code,
        name=coupon.localized_name,
        saving=finding.saving if finding else 0,
        sentence="" if finding is None or finding.applies else obstacle_words(finding),
    )


def _is_usable(view: CartView) -> bool:
    coupon = view.cart.coupon
    finding = view.bill.decision.finding_of(coupon) if coupon else None
    return finding is not None and not finding.is_hidden


def _allowances(cart: Cart, address: str) -> Sequence[Allowance]:
    """A whole hospital sits behind one address, so that one is wide."""
    person = f"account:{cart.user_id}" if cart.user_id else f"phone:{cart.contact_phone}"
    found = [
        Allowance(f"coupon:cart:{cart.code}", attempts=6, seconds=600),
        Allowance(f"coupon:address:{address}", attempts=60, seconds=3600),
    ]
    if cart.user_id or cart.contact_phone:
        found.append(Allowance(f"coupon:{person}", attempts=15, seconds=3600))
    return found
