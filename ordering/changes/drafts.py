"""Working on a draft. Nothing here touches an order: portions are taken when it is sent off."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ordering.carts.models import MAX_QUANTITY, Cart, CartLine
from ordering.carts.services import CannotAdd, cook_for, deliver_to, fingerprint, make_cart
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import Selection, select
from ordering.checkout.habits import last_order, place_of_order, usual_place
from ordering.delivery.places import PLACE_RELATIONS
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import judge
from ordering.orders.models import Order, OrderLine
from ordering.orders.states import UNTOUCHED
from ordering.payments.models import Method
from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Draft
from .selectors import change_draft, desk_draft

MAY_OVERRIDE = "changes.override_verdict"


class CannotChange(DomainError):
    """The order was not changed. The message says why."""


def open_desk(*, staff: User) -> Draft:
    """The new order that somebody is writing down; an empty one when there is none. Safe to repeat."""
    known = desk_draft(staff)
    if known is not None:
        return known
    with transaction.atomic():
        cart = make_cart(user=None)
        draft, is_new = Draft.objects.get_or_create(
            staff=staff,
            order=None,
            defaults={"cart": cart, "payment_method": Method.CASH},
        )
        if not is_new:
            cart.delete()
    return draft


def open_change(*, order: Order, staff: User | None) -> Draft:
    """A draft that holds what the order holds. Safe to repeat: one that was begun is gone on with.

    One that was begun before the order changed is thrown away. Raises CannotChange once the
    kitchen has begun.
    """
    refuse_begun(order)
    known = change_draft(order, staff)
    if known is not None and known.seen_version == order.version:
        return known
    with transaction.atomic():
        if known is not None:
            discard(draft=known)
        cart = Cart.objects.create(
            eater=order.eater,
            bed=order.bed,
            area=order.area,
            directions=order.directions,
            contact_name=order.customer_name,
            contact_phone=order.phone,
            contact_email=order.email,
        )
        _fill(cart, order)
        draft, is_new = Draft.objects.get_or_create(
            order=order,
            staff=staff,
            defaults={
                "cart": cart,
                "seen_version": order.version,
                "customer": order.user,
                "language": order.language,
                "payment_method": order.payment_method,
                "note": order.note,
            },
        )
        if not is_new:
            cart.delete()
    return draft


def refuse_begun(order: Order) -> None:
    """Raises CannotChange once the food was touched, or the order is over."""
    if order.kind != Order.Kind.MEAL:
        raise CannotChange(_("The meals of a plan are changed in its calendar."))
    if order.state not in UNTOUCHED:
        raise CannotChange(
            _("This order is “%(state)s” and can no longer be changed.")
            % {"state": order.get_state_display()}
        )


def _fill(cart: Cart, order: Order) -> None:
    """The order's lines as wishes. Lines of one dish that differ in price alone become one."""
    rows: dict[str, CartLine] = {}
    for line in order.lines.order_by("position"):
        if line.item_id is None:
            continue
        mark = fingerprint(line.item_id, line.size, line.options, line.note)
        if mark in rows:
            rows[mark].quantity = min(rows[mark].quantity + line.quantity, MAX_QUANTITY)
        else:
            rows[mark] = _wish(cart, line, line.item_id, mark)
    CartLine.objects.bulk_create(rows.values())


def _wish(cart: Cart, line: OrderLine, item_id: int, mark: str) -> CartLine:
    return CartLine(
        cart=cart,
        fingerprint=mark,
        item_id=item_id,
        size=line.size,
        options=line.options,
        note=line.note,
        quantity=line.quantity,
        seen_price=line.unit_price,
        override_reason=line.override_reason,
        overridden_by_id=line.overridden_by_id,
    )


def discard(*, draft: Draft) -> None:
    """Throw a draft away with its cart. Safe to repeat."""
    Cart.objects.filter(pk=draft.cart_id).delete()


def take_over_customer(*, draft: Draft, user: User) -> None:
    """Order for an account: its name and numbers, its usual place, who ate last time."""
    order = last_order(user)
    _contact(draft, user.name, user.phone or "", user.email or "", user)
    _habits(draft, order, user)


def take_over_order(*, draft: Draft, order: Order) -> None:
    """Order for somebody who ordered before, with or without an account."""
    if order.user is not None:
        take_over_customer(draft=draft, user=order.user)
        return
    _contact(draft, order.customer_name, order.phone, order.email, None)
    _habits(draft, order, None)


def _contact(draft: Draft, name: str, phone: str, email: str, customer: User | None) -> None:
    Draft.objects.filter(pk=draft.pk).update(customer=customer)
    Cart.objects.filter(pk=draft.cart_id).update(
        contact_name=name, contact_phone=phone, contact_email=email
    )


def _habits(draft: Draft, order: Order | None, user: User | None) -> None:
    place = usual_place(user) if user else place_of_order(order) if order else None
    if place is not None:
        deliver_to(cart=draft.cart, place=place)
    if order is not None:
        Draft.objects.filter(pk=draft.pk).update(language=order.language)
        cook_for(cart=draft.cart, eater=order.eater)


def fetch_earlier_order(code: str) -> Order | None:
    orders = Order.objects.select_related("user", "eater", *PLACE_RELATIONS)
    return orders.filter(code=code).first()


def describe(*, draft: Draft, contact: Mapping[str, str], facts: Mapping[str, str]) -> None:
    """What was typed: `contact` into the cart (contact_name …), `facts` into the draft. Repeatable."""
    Cart.objects.filter(pk=draft.cart_id).update(**contact)
    Draft.objects.filter(pk=draft.pk).update(**facts)


def allow_dish(
    *, draft: Draft, item: MenuItem, size: str, options: list[str], quantity: int, note: str,
    reason: str, actor: User,
) -> None:  # fmt: skip
    """Put a dish into the draft although it does not suit whoever eats; `actor` answers for it.

    Raises CannotAdd for anybody but those who may, without a reason, or for a dish that suits:
    then there is nothing to answer for. Raises InvalidSelection as adding does.
    """
    if not actor.has_perm(MAY_OVERRIDE):
        raise CannotAdd(_("Only the dietitian can allow a dish that does not suit."))
    if not reason.strip():
        raise CannotAdd(_("Please say why it may be served all the same."))
    selection: Selection = select(item, size=size, options=options)
    if judge(selection.facts, needs_of(draft.cart.eater)).is_safe:
        raise CannotAdd(_("This dish suits whoever eats, so nothing needs to be allowed."))
    code = selection.size.code if selection.size else ""
    mark = fingerprint(item.pk, code, options, note)
    CartLine.objects.update_or_create(
        cart=draft.cart,
        fingerprint=mark,
        defaults={
            "item": item,
            "size": code,
            "options": sorted(options),
            "note": note,
            "quantity": quantity,
            "seen_price": selection.unit_price,
            "override_reason": reason.strip()[:200],
            "overridden_by": actor,
        },
    )
