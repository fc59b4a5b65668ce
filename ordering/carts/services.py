"""Every change of a cart. A cart holds wishes: portions are taken when the order is placed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import Selection, select
from ordering.delivery.places import Place
from ordering.dietary.models import Eater
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import judge
from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import MAX_LINES, MAX_QUANTITY, Cart, CartLine
from .selectors import view_cart

KEEP_GUEST_CARTS = dt.timedelta(days=14)


class CannotAdd(DomainError):
    """The dish cannot go into this cart; the cart is as it was."""


class NotSafeForEater(CannotAdd):
    """The dish does not suit whoever eats."""


def make_cart(*, user: User | None) -> Cart:
    """The account's only cart, or a new one for a guest. Safe to repeat for an account."""
    if user is None:
        return Cart.objects.create()
    return Cart.objects.get_or_create(user=user)[0]


def add_to_cart(
    *,
    cart: Cart,
    item: MenuItem,
    size: str,
    options: Sequence[str],
    quantity: int,
    note: str,
    now: dt.datetime,
) -> None:
    """Add a dish with its choices; the same dish with the same choices adds to its line.

    Raises InvalidSelection for choices that cannot be made, CannotAdd for a dish that is not sold
    or a cart that is full, NotSafeForEater for a dish that does not suit who eats.
    """
    selection = _acceptable(cart, item, size, options, now)
    size_code = selection.size.code if selection.size else ""
    keys = sorted(options)
    mark = fingerprint(item.pk, size_code, keys, note)
    with transaction.atomic():
        if _add_to_line(cart, mark, quantity, selection.unit_price):
            return
        _refuse_full_cart(cart)
        try:
            with transaction.atomic():
                CartLine.objects.create(
                    cart=cart,
                    fingerprint=mark,
                    item=item,
                    size=size_code,
                    options=keys,
                    note=note,
                    quantity=quantity,
                    seen_price=selection.unit_price,
                )
        except IntegrityError:
            # Another tab added the first portion between our look and our insert.
            _add_to_line(cart, mark, quantity, selection.unit_price)


def _add_to_line(cart: Cart, mark: str, quantity: int, price: int) -> bool:
    """Two clicks at once both count; the bound holds in the same statement."""
    return bool(
        cart.lines.filter(fingerprint=mark).update(
            quantity=Least(F("quantity") + quantity, MAX_QUANTITY), seen_price=price
        )
    )


def _acceptable(
    cart: Cart, item: MenuItem, size: str, options: Sequence[str], now: dt.datetime
) -> Selection:
    if not item.is_listed:
        raise CannotAdd(_("This dish is no longer on the menu."))
    if item.is_sold_out(now):
        raise CannotAdd(_("This dish is sold out at the moment."))
    selection = select(item, size=size, options=options)
    verdict = judge(selection.facts, needs_of(cart.eater))
    if not verdict.is_safe:
        raise NotSafeForEater(
            _("%(dish)s is not for %(eater)s. %(reason)s")
            % {
                "dish": item.localized_name,
                "eater": str(cart.eater),
                "reason": " ".join(verdict.reasons),
            }
        )
    return selection


def _refuse_full_cart(cart: Cart) -> None:
    if cart.lines.count() >= MAX_LINES:
        raise CannotAdd(
            _("A cart holds %(count)d different dishes. Please order these first.")
            % {"count": MAX_LINES}
        )


def fingerprint(item_id: int, size: str, options: Sequence[str], note: str) -> str:
    """What makes two lines the same line."""
    text = json.dumps([item_id, size, sorted(options), note.strip()])
    return hashlib.sha256(text.encode()).hexdigest()


def set_quantity(*, cart: Cart, line_id: int, quantity: int) -> None:
    """Change how many; zero removes the line. A line of another cart is not found, quietly."""
    if quantity <= 0:
        cart.lines.filter(pk=line_id).delete()
    else:
        cart.lines.filter(pk=line_id).update(quantity=min(quantity, MAX_QUANTITY))


def accept_prices(*, cart: Cart, now: dt.datetime) -> None:
    """Remember today's prices as seen, so that the change is no longer announced. Safe to repeat."""
    for line in view_cart(cart, now=now).lines:
        if line.old_price is not None and line.priced is not None:
            CartLine.objects.filter(pk=line.line.pk).update(seen_price=line.priced.unit_price)


def deliver_to(*, cart: Cart, place: Place) -> None:
    """Remember where to; the place decides the zone."""
    cart.bed, cart.area, cart.directions = place.bed, place.area, place.directions
    cart.save(update_fields=["bed", "area", "directions", "updated_at"])


def cook_for(*, cart: Cart, eater: Eater | None) -> None:
    """Remember who eats. Dishes already in the cart are judged again wherever it is shown.

    What was allowed for one person is not allowed for another.
    """
    cart.eater = eater
    cart.save(update_fields=["eater", "updated_at"])
    cart.lines.update(override_reason="", overridden_by=None)


def merge_carts(*, guest: Cart, user: User) -> Cart:
    """A guest logged in: what was in the guest's cart comes along, and the guest's cart is gone.

    The place and eater chosen as a guest win: they are the latest word. Safe to repeat.
    """
    with transaction.atomic():
        mine = make_cart(user=user)
        if guest.pk == mine.pk:
            return mine
        existing = {line.fingerprint: line for line in mine.lines.all()}
        for line in guest.lines.all():
            twin = existing.get(line.fingerprint)
            if twin is not None:
                twin.quantity = min(twin.quantity + line.quantity, MAX_QUANTITY)
                twin.save(update_fields=["quantity"])
            elif len(existing) < MAX_LINES:
                line.cart = mine
                line.save(update_fields=["cart"])
                existing[line.fingerprint] = line
        if guest.bed_id or guest.area_id:
            mine.bed, mine.area, mine.directions = guest.bed, guest.area, guest.directions
        if guest.eater is not None:
            Eater.objects.filter(pk=guest.eater.pk, owner=None).update(owner=user)
            mine.eater = guest.eater
        mine.coupon_id = guest.coupon_id or mine.coupon_id
        mine.invited_by_id = guest.invited_by_id or mine.invited_by_id
        # No more than that: a checkout in another tab may be giving the cart its next token.
        mine.save(
            update_fields=[
                "bed",
                "area",
                "directions",
                "eater",
                "coupon",
                "invited_by",
                "updated_at",
            ]
        )
        guest.delete()
    return mine
