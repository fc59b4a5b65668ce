"""Reading a cart: a fixed number of queries, whatever is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ordering.catalogue.facts import FoodFacts
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection, Selection, select
from ordering.delivery.models import Zone
from ordering.delivery.places import fetch_place
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import Needs, Verdict, judge
from ordering.pricing.values import FeeRule
from ordering.promotions.bills import make_bill
from ordering.promotions.selectors import food_of, offers_for
from ordering.promotions.values import Customer, Occasion

from .models import Cart, CartLine
from .values import CartView, CartViewLine


def find_cart(*, user_id: int | None, code: str | None) -> Cart | None:
    """The account's cart, or the guest's by its code; None when there is none yet."""
    carts = Cart.objects.select_related("eater")
    if user_id is not None:
        return carts.filter(user_id=user_id).first()
    return carts.filter(code=code, user=None).first() if code else None


def view_cart(
    cart: Cart, *, now: dt.datetime, customer: Customer | None = None, method: str = ""
) -> CartView:
    """The cart priced as of `now`, for a customer and a way to pay as far as they are known.

    Seven queries: lines, items, sizes, groups, options, the place, promotions; where any of these
    run, one more for their uses and one for each audience that they ask for.
    """
    rows = cart_rows(cart)
    needs = needs_of(cart.eater)
    resolved = [resolve(row, now) for row in rows]
    sound = [
        (row, selection)
        for row, (selection, problem) in zip(rows, resolved, strict=True)
        if selection and not problem
    ]
    place = fetch_place(cart)
    customer = replace(customer or customer_of(cart), invited_by=cart.invited_by_id, place=place)
    bill = make_bill(
        [
            food_of(selection, key=row.fingerprint, quantity=row.quantity)
            for row, selection in sound
        ],
        rule=fee_rule(place.zone if place else None),
        offers=offers_for(customer=customer, coupon_id=cart.coupon_id, now=now),
        occasion=Occasion(
            now=now, customer=customer, zone=place.zone.code if place else "", method=method
        ),
    )
    priced = {row.pk: line for (row, _selection), line in zip(sound, bill.quote.lines, strict=True)}
    lines = tuple(
        CartViewLine(
            line=row,
            selection=selection,
            priced=priced.get(row.pk),
            problem=problem,
            verdict=_verdict(selection, row.item, needs),
            choices=selection.words(get_language() or "en") if selection else "",
        )
        for row, (selection, problem) in zip(rows, resolved, strict=True)
    )
    return CartView(
        cart=cart, lines=lines, place=place, needs=needs, bill=bill, digest=digest_of(cart, rows)
    )


def cart_rows(cart: Cart) -> list[CartLine]:
    """The lines with their items and all choices, oldest first. Four queries."""
    items = Prefetch("item", queryset=MenuItem.objects.with_choices().select_related("category"))
    rows = cart.lines.select_related("overridden_by").prefetch_related(items)
    return list(rows.order_by("added_at", "pk"))


def customer_of(cart: Cart) -> Customer:
    """Who orders from this cart: its account, and the number that was given last time."""
    return Customer(cart.user_id, cart.contact_phone)


def fee_rule(zone: Zone | None) -> FeeRule:
    """What the zone of the place charges; nothing while nobody said where to."""
    if zone is None:
        return FeeRule()
    return FeeRule(fee=zone.fee, free_from=zone.free_from, minimum=zone.minimum)


def resolve(row: CartLine, now: dt.datetime) -> tuple[Selection | None, str]:
    """What was chosen, as it can be had now; and a sentence when it cannot."""
    item = row.item
    if not item.is_listed:
        return None, _("This dish is no longer on the menu.")
    try:
        selection = select(item, size=row.size, options=row.options)
    except InvalidSelection as error:
        return None, str(error)
    if item.is_sold_out(now):
        return selection, _("This dish is sold out at the moment.")
    return selection, ""


def _verdict(selection: Selection | None, item: MenuItem, needs: Needs) -> Verdict:
    facts: FoodFacts = selection.facts if selection else item.facts
    return judge(facts, needs)


def digest_of(cart: Cart, rows: Iterable[CartLine]) -> str:
    """What, where to and for whom: another tab may have changed any of them."""
    whither = json.dumps([cart.bed_id, cart.area_id, cart.directions, cart.eater_id])
    text = "|".join([whither, *sorted(f"{row.fingerprint}x{row.quantity}" for row in rows)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
