"""Rows for tests of ordering: one plain function a thing, with defaults that make a meal possible.

`NOON` is a Monday at 12:00 in Kigali, with the kitchen open. Tests pass it, or a moment near it,
as `now`; views are tried with the clock of the machine, so `open_all_day` serves at any hour.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from django.test import Client
from django.utils import timezone

from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.carts.services import add_to_cart, cook_for, deliver_to, make_cart
from ordering.carts.visitors import CART_COOKIE
from ordering.catalogue.facts import Allergen, Presence
from ordering.catalogue.models import Category, ItemSize, MenuItem, Option, OptionGroup
from ordering.checkout.services import place_order
from ordering.checkout.values import Wish
from ordering.delivery.models import Area, Bed, OpeningHours, Room, Slot, Ward, Zone
from ordering.delivery.places import Place, place_of_area, place_of_bed
from ordering.delivery.schedule import KIGALI
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from ordering.orders.values import Contact
from ordering.payments.models import Method
from ordering.promotions.models import Kind, Promotion
from site_core.users.models import User

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=KIGALI)
FREE_OF_ALL: dict[str, str] = dict.fromkeys(Allergen.values, Presence.FREE.value)

_numbers = itertools.count(1)


def make_user(name: str = "Aline Uwase", **fields: Any) -> User:
    fields.setdefault("email", f"person{next(_numbers)}@example.org")
    return User.objects.create_user(name=name, **fields)


def make_item(
    code: str = "",
    *,
    price: int = 2_500,
    sizes: Mapping[str, int] | None = None,
    allergens: Mapping[str, str] | None = None,
    **fields: Any,
) -> MenuItem:
    """A dish declared free of every allergen but those given. `sizes` are extras by code."""
    code = code or f"dish-{next(_numbers)}"
    category, _created = Category.objects.get_or_create(code="lunch", defaults={"name": "Lunch"})
    item = MenuItem.objects.create(
        code=code,
        category=category,
        price=price,
        allergens={**FREE_OF_ALL, **(allergens or {})},
        **{"name": code.replace("-", " ").capitalize(), **fields},
    )
    for position, (size, extra) in enumerate((sizes or {}).items()):
        ItemSize.objects.create(
            item=item,
            code=size,
            name=size.capitalize(),
            extra=extra,
            is_default=position == 0,
            position=position,
        )
    return item


def add_group(
    item: MenuItem,
    code: str,
    options: Mapping[str, int],
    *,
    minimum: int = 0,
    maximum: int = 1,
    contains: Mapping[str, Sequence[str]] | None = None,
) -> OptionGroup:
    """A question of a dish. `options` are extras by code; `contains` allergens by option."""
    group = OptionGroup.objects.create(
        item=item, code=code, name=code.capitalize(), minimum=minimum, maximum=maximum
    )
    for position, (option, extra) in enumerate(options.items()):
        Option.objects.create(
            group=group,
            code=option,
            name=option.capitalize(),
            extra=extra,
            contains=list((contains or {}).get(option, ())),
            position=position,
        )
    return group


def make_zone(code: str = "", **fields: Any) -> Zone:
    """A zone without fee and minimum that promises 30 minutes."""
    code = code or f"zone-{next(_numbers)}"
    return Zone.objects.create(
        code=code,
        **{
            "name": code.capitalize(),
            "kind": Zone.Kind.INSIDE,
            "fee": 0,
            "minimum": 0,
            "promise_minutes": 30,
            **fields,
        },
    )


def make_slot(*zones: Zone, code: str = "", capacity: int = 50, **fields: Any) -> Slot:
    """A window from 11:00 to 15:00 with a cut-off an hour before."""
    code = code or f"slot-{next(_numbers)}"
    slot = Slot.objects.create(
        code=code,
        capacity=capacity,
        **{
            "name": code.capitalize(),
            "kind": Slot.Kind.WINDOW,
            "starts_at": dt.time(11),
            "ends_at": dt.time(15),
            "cutoff_minutes": 60,
            **fields,
        },
    )
    slot.zones.set(zones)
    return slot


def open_every_day(opens: dt.time = dt.time(6, 30), closes: dt.time = dt.time(21)) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, opens_at=opens, closes_at=closes)
        for day in OpeningHours.Weekday.values
    )


def open_all_day(*zones: Zone, capacity: int = 500) -> Slot:
    """A kitchen that never closes and one window for the whole day: for tests with a real clock."""
    open_every_day(dt.time(0), dt.time(0))
    return make_slot(
        *zones,
        capacity=capacity,
        starts_at=dt.time(0),
        ends_at=dt.time(23, 59, 59, 999999),
        cutoff_minutes=0,
    )


def make_bed(zone: Zone, *, ward: str = "Surgery", room: str = "3", label: str = "2") -> Bed:
    found, _created = Ward.objects.get_or_create(
        code=ward.lower().replace(" ", "-"), defaults={"name": ward, "zone": zone}
    )
    the_room, _created = Room.objects.get_or_create(ward=found, name=room)
    return Bed.objects.create(room=the_room, label=label)


def make_area(zone: Zone, code: str = "", **fields: Any) -> Area:
    code = code or f"area-{next(_numbers)}"
    return Area.objects.create(code=code, zone=zone, **{"name": code.capitalize(), **fields})


def bed_place(zone: Zone, **fields: Any) -> Place:
    place = place_of_bed(make_bed(zone, **fields))
    assert place is not None
    return place


def area_place(zone: Zone, directions: str = "blue gate", **fields: Any) -> Place:
    place = place_of_area(make_area(zone, **fields), directions)
    assert place is not None
    return place


def make_eater(
    name: str = "Mama",
    *,
    avoids: Sequence[str] = (),
    needs: Sequence[str] = (),
    owner: User | None = None,
) -> Eater:
    return Eater.objects.create(name=name, avoids=list(avoids), needs=list(needs), owner=owner)


def put(
    cart: Cart,
    item: MenuItem,
    quantity: int = 1,
    *,
    size: str = "",
    options: Sequence[str] = (),
    note: str = "",
    now: dt.datetime = NOON,
) -> None:
    add_to_cart(
        cart=cart, item=item, size=size, options=options, quantity=quantity, note=note, now=now
    )


def make_filled_cart(
    *items: MenuItem,
    place: Place | None = None,
    user: User | None = None,
    eater: Eater | None = None,
) -> Cart:
    """A cart with one of each item, where to and for whom."""
    cart = make_cart(user=user)
    for item in items:
        put(cart, item)
    if place is not None:
        deliver_to(cart=cart, place=place)
    if eater is not None:
        cook_for(cart=cart, eater=eater)
    return cart


def make_wish(cart: Cart, *, now: dt.datetime = NOON, **changes: Any) -> Wish:
    """What the checkout page would post for this cart as it stands at `now`."""
    view = view_cart(cart, now=now)
    values: dict[str, Any] = {
        "token": cart.checkout_token,
        "digest": view.digest,
        "expected_total": view.quote.total,
        "contact": Contact(
            name="Aline Uwase", phone="+250788123456", email="aline@example.org", user=cart.user
        ),
        "slot_key": "asap",
        "payment_method": Method.CASH.value,
        **changes,
    }
    return Wish(**values)


def place_now(cart: Cart, *, now: dt.datetime = NOON, **changes: Any) -> Order:
    """Place the order of a cart, agreeing to whatever it costs."""
    return place_order(cart=cart, wish=make_wish(cart, now=now, **changes), now=now)


def make_order(
    *items: MenuItem,
    user: User | None = None,
    place: Place | None = None,
    eater: Eater | None = None,
    now: dt.datetime = NOON,
) -> Order:
    """An order just placed. Without a place it goes to a bed of a ward that is served all day."""
    if place is None:
        zone = Zone.objects.filter(code="wards").first() or make_zone("wards")
        if not zone.slots.exists():
            open_all_day(zone)
        place = bed_place(zone, label=str(next(_numbers)))
    dishes = items or (make_item(),)
    return place_now(make_filled_cart(*dishes, place=place, user=user, eater=eater), now=now)


def shop(client: Client, cart: Cart) -> None:
    """Let a client walk on with a cart: a guest by the cookie, an account by logging in."""
    if cart.user is not None:
        client.force_login(cart.user)
        return
    client.cookies[CART_COOKIE] = cart.code


def checkout_data(cart: Cart, **changes: Any) -> dict[str, Any]:
    """What the checkout page posts for a cart as it stands now."""
    view = view_cart(cart, now=timezone.now())
    return {
        "name": "Aline Uwase",
        "phone": "0788 123 456",
        "email": "",
        "slot": "asap",
        "method": Method.CASH.value,
        "note": "",
        "token": str(cart.checkout_token),
        "digest": view.digest,
        "expected_total": view.quote.total,
        **changes,
    }


def make_promotion(name: str = "Lunch week", **fields: Any) -> Promotion:
    """An active offer of 10 % on the whole order; a coupon where `code` is given."""
    values = {"kind": Kind.PERCENT, "is_active": True, **fields}
    if values["kind"] == Kind.PERCENT:
        values.setdefault("percent", 10)
    return Promotion.objects.create(name=name, **values)
