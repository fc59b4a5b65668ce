"""Reading drafts: a new order as the cart prices it, a change with what stays at its old price."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ordering.carts.models import CartLine
from ordering.carts.selectors import cart_rows, digest_of, fee_rule, resolve, view_cart
from ordering.carts.services import fingerprint
from ordering.carts.values import CartViewLine
from ordering.catalogue.facts import FoodFacts
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import Selection
from ordering.delivery.models import Zone
from ordering.delivery.places import Place, fetch_place
from ordering.delivery.selectors import OfferedSlot, offered_slots
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import Needs, Verdict, judge
from ordering.loyalty.selectors import still_payable
from ordering.orders.discounts import discounts_for_change
from ordering.orders.models import Order, OrderLine
from ordering.orders.values import NewLine, Override
from ordering.pricing.services import quote, with_credit, with_points
from ordering.pricing.values import FeeRule, PricedLine, Quote, Target
from ordering.promotions.selectors import food_of_item
from ordering.promotions.values import Customer, Food
from site_core.base.money import format_rwf
from site_core.users.models import User

from .models import Draft
from .values import DraftLine, DraftView, Part

DRAFT_RELATIONS = ("cart__eater", "order__slot_day__slot", "order__zone", "customer", "staff")


def desk_draft(staff: User) -> Draft | None:
    """The new order that somebody at the desk is writing down."""
    return _drafts().filter(staff=staff, order=None).first()


def change_draft(order: Order, staff: User | None) -> Draft | None:
    """The change of an order that somebody of the house, or its customer, has begun."""
    return _drafts().filter(order=order, staff=staff).first()


def drafts_of(staff: User) -> QuerySet[Draft]:
    """Everything that somebody of the house is working on."""
    return _drafts().filter(staff=staff)


def _drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related(*DRAFT_RELATIONS)


def items_to_add() -> QuerySet[MenuItem]:
    """What is on sale, by category, for a list to choose from. One query."""
    items = MenuItem.objects.for_sale().select_related("category")
    return items.order_by("category__position", "category__pk", "name", "pk")


def view_draft(draft: Draft, *, now: dt.datetime) -> DraftView:
    """The draft priced as of `now`, in a fixed number of queries."""
    return _view_new(draft, now) if draft.order is None else _view_change(draft, draft.order, now)


def _view_new(draft: Draft, now: dt.datetime) -> DraftView:
    customer = Customer(draft.customer_id, draft.cart.contact_phone)
    cart = view_cart(draft.cart, now=now, customer=customer, method=draft.payment_method)
    slots = offered_slots(cart.place.zone, now, portions=cart.portions or 1) if cart.place else []
    chosen = _chosen(slots, draft.slot_key) or (slots[0] if slots else None)
    lines = tuple(DraftLine(line, line.priced.gross if line.priced else 0) for line in cart.lines)
    parts = tuple(
        Part(
            line.line.quantity,
            line.selection.unit_price,
            line.item.tax_rate,
            added=_added(line.line, line.selection, line.line.quantity),
        )
        for line in cart.lines
        if line.selection and line.priced
    )
    return DraftView(
        draft=draft,
        lines=lines,
        gone=(),
        parts=parts,
        place=cart.place,
        slots=tuple(slots),
        time=chosen,
        keeps_time=False,
        quote=cart.quote,
        problems=tuple(_problems(lines, cart.place, cart.quote, bool(chosen))),
        digest=cart.digest,
    )


def _view_change(draft: Draft, order: Order, now: dt.datetime) -> DraftView:
    rows, needs, place = cart_rows(draft.cart), needs_of(draft.cart.eater), fetch_place(draft.cart)
    held, gone = _held(order)
    parts = [Part(line.quantity, line.unit_price, line.tax_rate, stays=line) for line in gone]
    lines = []
    for row in rows:
        known = held.pop(row.fingerprint, [])
        line, its_parts = _line(row, known, needs, now)
        lines.append(line)
        parts += its_parts
    zone = place.zone if place else order.zone
    rule = _fee_rule(order, zone)
    decision = discounts_for_change(
        order=order,
        foods=[_food(part, str(index)) for index, part in enumerate(parts)],
        rule=rule,
        zone=zone.code if zone else "",
    )
    priced = _still_paid(
        order,
        quote(
            [PricedLine(part.unit_price, part.quantity, part.tax_rate) for part in parts],
            fee_rule=rule,
            discounts=decision.discounts,
        ),
    )
    portions = sum(part.quantity for part in parts)
    slots = offered_slots(place.zone, now, portions=portions or 1) if place else []
    may_keep = place is not None and place.zone.pk == order.zone_id
    chosen = _chosen(slots, draft.slot_key)
    if chosen is None and not may_keep and slots:
        chosen = slots[0]
    has_time = chosen is not None or may_keep
    return DraftView(
        draft=draft,
        lines=tuple(lines),
        gone=tuple(f"{line.quantity} × {line.shown_name}" for line in gone),
        parts=tuple(parts),
        place=place,
        slots=tuple(slots),
        time=chosen,
        keeps_time=chosen is None and may_keep,
        quote=priced,
        problems=tuple(_problems(lines, place, priced, has_time)),
        digest=f"{digest_of(draft.cart, rows)}{draft.slot_key}",
        total_before=order.total,
        grants=decision.grants,
    )


def _still_paid(order: Order, price: Quote) -> Quote:
    """What points and store credit paid still pays, as far as the new price takes it."""
    points = still_payable(order, price=price.total)
    return with_credit(with_points(price, points), order.store_credit)


def _held(order: Order) -> tuple[dict[str, list[OrderLine]], list[OrderLine]]:
    """The order's lines by what was chosen; and those whose item is no more, which only stay."""
    held: dict[str, list[OrderLine]] = defaultdict(list)
    gone = []
    for line in order.lines.select_related("item__category", "overridden_by").order_by("position"):
        if line.item_id is None:
            gone.append(line)
        else:
            held[fingerprint(line.item_id, line.size, line.options, line.note)].append(line)
    return held, gone


def _line(
    row: CartLine, known: Sequence[OrderLine], needs: Needs, now: dt.datetime
) -> tuple[DraftLine, list[Part]]:
    """What is ordered already stays at its price; what comes on top is had at today's."""
    selection, problem = resolve(row, now)
    parts, left = [], row.quantity
    for line in known:
        stays = min(line.quantity, left)
        left -= stays
        if stays:
            parts.append(Part(stays, line.unit_price, line.tax_rate, stays=line))
    if left and selection and not problem:
        last = parts[-1] if parts else None
        if last and last.unit_price == selection.unit_price and last.tax_rate == row.item.tax_rate:
            parts[-1] = Part(last.quantity + left, last.unit_price, last.tax_rate, last.stays)
        else:
            added = _added(row, selection, left)
            parts.append(Part(left, selection.unit_price, row.item.tax_rate, added=added))
    shown = CartViewLine(
        line=row,
        selection=selection,
        priced=None,
        problem=problem if left else "",
        verdict=_verdict(row, selection, known, needs),
        choices=_choices(selection, known),
    )
    gross = sum(part.unit_price * part.quantity for part in parts)
    return DraftLine(shown, gross, sum(line.quantity for line in known)), parts


def _added(row: CartLine, selection: Selection, quantity: int) -> NewLine:
    by = row.overridden_by
    override = Override(row.override_reason, by) if by else None
    return NewLine(selection, quantity, row.note, override)


def _verdict(
    row: CartLine, selection: Selection | None, known: Sequence[OrderLine], needs: Needs
) -> Verdict:
    """By the recipe of today; where the choices are no longer to be had, by the copy."""
    if selection is not None:
        return judge(selection.facts, needs)
    allergens = known[0].allergens if known else row.item.allergens
    return judge(FoodFacts(allergens=allergens, tags=frozenset(row.item.tags)), needs)


def _choices(selection: Selection | None, known: Sequence[OrderLine]) -> str:
    if selection is not None:
        return selection.words(get_language() or "en")
    return known[0].shown_choices if known else ""


def _chosen(slots: Iterable[OfferedSlot], key: str) -> OfferedSlot | None:
    return next((slot for slot in slots if slot.offer.key == key), None)


def _fee_rule(order: Order, zone: Zone | None) -> FeeRule:
    """In its own zone an order keeps the fee it was placed with, also when the zone's has changed.

    The fee before promotions, that is. One that came free because the order was large is the
    zone's once it no longer is.
    """
    rule = fee_rule(zone)
    if zone is None or zone.pk != order.zone_id:
        return rule
    food = order.subtotal - order.discount
    granted = [row.amount for row in order.discounts.all() if row.target == Target.DELIVERY]
    paid = order.fee + sum(granted)
    was_waived = not paid and rule.free_from is not None and food >= rule.free_from
    fee = rule.fee if was_waived else paid
    return FeeRule(fee=fee, free_from=rule.free_from, minimum=rule.minimum)


def _food(part: Part, key: str) -> Food:
    """The part as promotions see it. What is no longer known is food that no condition names."""
    item = part.stays.item if part.stays else part.added.selection.item if part.added else None
    if item is None:
        return Food(key, "", "", frozenset(), part.unit_price, part.quantity, part.tax_rate)
    return food_of_item(item, key=key, unit_price=part.unit_price, quantity=part.quantity)


def _problems(
    lines: Iterable[DraftLine], place: Place | None, priced: Quote, has_time: bool
) -> Iterable[str]:
    if not priced.lines:
        yield _("Nothing is ordered yet.")
    for line in lines:
        name = line.shown.item.localized_name
        if line.shown.problem:
            yield f"{name}: {line.shown.problem}"
        if not line.shown.may_be_served:
            yield f"{name}: {' '.join(line.shown.verdict.reasons)}"
    if place is None:
        yield _("Please tell us where to bring it.")
        return
    if priced.missing_to_minimum:
        yield _("To %(place)s we deliver from %(minimum)s. %(missing)s is missing.") % {
            "place": place.zone.localized_name,
            "minimum": format_rwf(place.zone.minimum),
            "missing": format_rwf(priced.missing_to_minimum),
        }
    if not has_time:
        yield _("No delivery time is free for that place at the moment.")
