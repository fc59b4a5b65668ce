"""What we know of a customer from before, so that nothing has to be typed twice."""

from __future__ import annotations

from collections import Counter

from ordering.carts.models import Cart
from ordering.carts.services import deliver_to
from ordering.delivery.places import (
    PLACE_RELATIONS,
    Place,
    fetch_place,
    place_of,
    place_of_area,
    place_of_bed,
)
from ordering.delivery.selectors import addresses_of
from ordering.orders.models import Order
from ordering.orders.selectors import orders_of
from ordering.orders.states import State
from site_core.users.models import User

# How far back a habit is looked for, and how often makes one.
RECENT, TWICE = 20, 2


def take_over_place(*, cart: Cart, user: User) -> Place | None:
    """Give a cart without a place the one of the account's last order, else its newest address.

    A place that is not served any more is passed over. Safe to repeat: a cart that knows where to
    go keeps it. Returns the place of the cart afterwards.
    """
    place = fetch_place(cart)
    if place is not None:
        return place
    place = usual_place(user)
    if place is not None:
        deliver_to(cart=cart, place=place)
    return place


def usual_place(user: User) -> Place | None:
    """Where the account's last order went, else its newest kept address; None when neither is served."""
    order = last_order(user)
    place = place_of_order(order) if order else None
    if place is not None:
        return place
    address = addresses_of(user).first()
    return place_of(address) if address else None


def place_of_order(order: Order) -> Place | None:
    """The order's place as it is served today; None when it is not. Needs bed and area."""
    if order.bed is not None:
        return place_of_bed(order.bed)
    if order.area is not None:
        return place_of_area(order.area, order.directions)
    return None


def last_order(user: User) -> Order | None:
    orders = Order.objects.filter(user=user).select_related(*PLACE_RELATIONS)
    return orders.order_by("-placed_at", "-pk").first()


def known_contact(*, cart: Cart, user: User | None) -> dict[str, str]:
    """Name, phone and e-mail, filled in: of a guest as given last time on this device.

    Of an account as it says itself; what it does not say, its last order may.
    """
    if user is None:
        return {
            "name": cart.contact_name,
            "phone": cart.contact_phone,
            "email": cart.contact_email,
        }
    order = last_order(user)
    return {
        "name": user.name or (order.customer_name if order else ""),
        "phone": user.phone or (order.phone if order else ""),
        "email": user.email or (order.email if order else ""),
    }


def usual_order(user: User) -> Order | None:
    """The newest order of what the account ordered most often, once that happened twice. Two queries."""
    recent = list(orders_of(user).exclude(state=State.CANCELLED)[:RECENT])
    counts = Counter(_content(order) for order in recent)
    usual = [order for order in recent if counts[_content(order)] >= TWICE]
    return max(usual, key=lambda order: counts[_content(order)], default=None)


def _content(order: Order) -> frozenset[tuple[int | None, str, str, int]]:
    return frozenset(
        (line.item_id, line.size, "|".join(sorted(line.options)), line.quantity)
        for line in order.lines.all()
    )
