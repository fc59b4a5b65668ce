"""Who is meant by a banner: a small table of rules that later work adds to.

An app that knows more about people registers a rule when it is loaded:

    audiences.register(Audience("subscribers", _("Subscribers"), lambda visitor: ...))

A rule reads what it needs from the `Visitor`, who is asked only when some banner needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ordering.carts.models import Cart
from ordering.carts.visitors import account_of, current_cart
from ordering.delivery.models import Zone
from ordering.delivery.places import fetch_place
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.promotions.values import Customer
from ordering.subscriptions.selectors import SUBSCRIBERS, is_subscriber
from site_core.users.models import User


class Visitor:
    """Whoever looks at the page. Each question is asked of the database at most once."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def user(self) -> User | None:
        return account_of(self._request)

    @cached_property
    def cart(self) -> Cart | None:
        return current_cart(self._request)

    @cached_property
    def zone_kind(self) -> str:
        """Inside or outside the hospital; empty until they said where to."""
        place = fetch_place(self.cart) if self.cart else None
        return place.zone.kind if place else ""

    @cached_property
    def has_ordered(self) -> bool:
        """An order that was not called off, by the account or by the guest's phone number."""
        orders = Order.objects.exclude(state__in=(State.CANCELLED, State.FAILED))
        if self.user is not None:
            return orders.filter(user=self.user).exists()
        phone = self.cart.contact_phone if self.cart else ""
        return bool(phone) and orders.filter(phone=phone).exists()


class MadeUp(Visitor):
    """Somebody without an account who orders to a place of this kind: for previews."""

    def __init__(self, request: HttpRequest, zone_kind: str) -> None:
        super().__init__(request)
        self.user = None
        self.cart = None
        self.zone_kind = zone_kind


@dataclass(frozen=True, slots=True)
class Audience:
    """`holds_for_strangers`: true of somebody of whom the house knows nothing at all.

    Such a banner is part of the shared page; the others come once we know who is there.
    """

    code: str
    label: Any
    includes: Callable[[Visitor], bool]
    holds_for_strangers: bool = False


EVERYONE = "everyone"
_registry: dict[str, Audience] = {}


def register(audience: Audience) -> None:
    """Offer a rule to editors. Raises ValueError when the code is taken by another one."""
    if _registry.setdefault(audience.code, audience) != audience:
        raise ValueError(f"Two audiences are called {audience.code}.")


def choices() -> list[tuple[str, Any]]:
    return [(audience.code, audience.label) for audience in _registry.values()]


def includes(code: str, visitor: Visitor) -> bool:
    """A banner for an audience that no longer exists is shown to nobody."""
    audience = _registry.get(code)
    return audience is not None and audience.includes(visitor)


def holds_for_strangers(code: str) -> bool:
    audience = _registry.get(code)
    return audience is not None and audience.holds_for_strangers


for _audience in (
    Audience(EVERYONE, _("Everyone"), lambda visitor: True, holds_for_strangers=True),
    Audience(
        "guests",
        _("Guests without an account"),
        lambda visitor: visitor.user is None,
        holds_for_strangers=True,
    ),
    Audience("customers", _("People with an account"), lambda visitor: visitor.user is not None),
    Audience(
        "first_order",
        _("Who has not ordered yet"),
        lambda visitor: not visitor.has_ordered,
        holds_for_strangers=True,
    ),
    Audience(
        "inside",
        _("Ordering to a place inside the hospital"),
        lambda visitor: visitor.zone_kind == Zone.Kind.INSIDE,
    ),
    Audience(
        "outside",
        _("Ordering to a place in town"),
        lambda visitor: visitor.zone_kind == Zone.Kind.OUTSIDE,
    ),
    Audience(
        SUBSCRIBERS,
        _("Whoever has a plan that runs"),
        lambda visitor: visitor.user is not None and is_subscriber(Customer(visitor.user.pk, "")),
    ),
):
    register(_audience)
