"""Finding people and dishes at the order desk. Fixed numbers of queries, bounded answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Q

from ordering.carts.choosing import DishForm, dish_form
from ordering.catalogue.models import MenuItem
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from site_core.users.models import User
from site_core.users.phones import InvalidPhone, normalise_phone

# What fits on the screen; whoever needs more types another letter.
PEOPLE, DISHES = 6, 8
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be ordered for. `field` and `value` are what the button posts."""

    name: str
    phone: str
    detail: str
    field: str
    value: str


def find_people(term: str) -> list[Person]:
    """Accounts, then guests who ordered before, by name, phone in any spelling, or e-mail."""
    term = term.replace("\x00", "").strip()[:100]
    if len(term) < SHORTEST:
        return []
    phone = ""
    with suppress(InvalidPhone):
        phone = normalise_phone(term)
    return [*_accounts(term, phone), *_guests(term, phone)][:PEOPLE]


def _accounts(term: str, phone: str) -> Sequence[Person]:
    wanted = Q(name__icontains=term) | Q(email__iexact=term)
    if phone:
        wanted |= Q(phone=phone)
    users = User.objects.filter(wanted, is_active=True).order_by("name", "pk")[:PEOPLE]
    return [
        Person(str(user), user.phone or "", user.email or "", "account", str(user.pk))
        for user in users
    ]


def _guests(term: str, phone: str) -> Sequence[Person]:
    """The last order of each phone number speaks for it."""
    wanted = Q(customer_name__icontains=term)
    if phone:
        wanted |= Q(phone=phone)
    orders = Order.objects.filter(wanted, user=None).order_by("-placed_at", "-pk")[: PEOPLE * 5]
    latest: dict[str, Order] = {}
    for order in orders:
        latest.setdefault(order.phone, order)
    return [
        Person(order.customer_name, order.phone, order.place, "order", order.code)
        for order in latest.values()
    ]


def find_dishes(term: str, *, eater: Eater | None, now: dt.datetime) -> list[DishForm]:
    """What is on sale by a part of its name in any language or of its category. Four queries."""
    term = term.replace("\x00", "").strip()[:100]
    items = MenuItem.objects.for_sale().with_choices()
    if term:
        items = items.filter(
            Q(name__icontains=term)
            | Q(name_fr__icontains=term)
            | Q(name_rw__icontains=term)
            | Q(category__name__icontains=term)
        )
    return [dish_form(item, now=now, eater=eater) for item in items.order_by("name", "pk")[:DISHES]]
