"""Placing an order: checked, priced, taken, written down and told, in one transaction.

The order of the checks is the order in which a waiter would raise them: is there anything to
order, is it still the cart you saw, may this person eat it, do we deliver there and then, does it
cost what you agreed to. Only then are portions taken, late and once.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ordering.carts.models import Cart, CartLine
from ordering.carts.selectors import view_cart
from ordering.carts.values import CartView
from ordering.catalogue.models import MenuItem
from ordering.catalogue.services import SoldOut, take_portions
from ordering.credit.selectors import balance_of
from ordering.credit.services import NotEnoughCredit, spend
from ordering.delivery.places import Place
from ordering.delivery.selectors import OfferedSlot, offered_slots
from ordering.delivery.services import SlotFull, day_of_slot, take_slot
from ordering.loyalty.ledger import NotEnoughPoints
from ordering.loyalty.selectors import NOTHING, Payable, payable_points
from ordering.loyalty.services import settle_order, spend_points
from ordering.orders.models import MAX_UNPAID, Order
from ordering.orders.services import create_order, move_order
from ordering.orders.states import Role, State
from ordering.orders.values import Contact, NewLine, NewOrder, Override, Promise
from ordering.payments.asking import request_payment
from ordering.payments.locks import lock_money
from ordering.payments.methods import OfferedMethod
from ordering.payments.models import Payment
from ordering.payments.services import start_payment, void_open_payments
from ordering.pricing.services import with_credit, with_points
from ordering.pricing.values import Quote
from ordering.promotions.services import UsedUp, reserve_uses
from ordering.promotions.values import Customer
from ordering.referrals.selectors import INVITED
from ordering.referrals.services import note_own_invitation, record_referral
from ordering.refunds.services import refund_cancelled
from site_core.base.money import format_rwf
from site_core.users.models import User

from .errors import CannotPlace
from .payable import hold_of, method_of, unpaid_place_for
from .values import Wish


class CartChanged(CannotPlace):
    """What would be ordered is not what the customer saw."""


class PriceRose(CannotPlace):
    """It costs more than the customer agreed to."""


class DiscountGone(PriceRose):
    """Somebody else took the last use of a discount while this order was being written."""


class CreditGone(PriceRose):
    """The account's store credit was spent elsewhere while this order was being written."""


class PointsGone(PriceRose):
    """The account's points were spent elsewhere while this order was being written."""


class NotSafe(CannotPlace):
    """A dish in the cart does not suit whoever eats."""


def place_order(*, cart: Cart, wish: Wish, now: dt.datetime) -> Order:
    """Place the order of a cart, or raise a CannotPlace, SlotFull or SoldOut and change nothing.

    Safe to repeat: the same token always leads to the same order, however often and however
    parallel it is sent. A price that fell is charged as it is now; one that rose asks again.
    """
    placed = order_of_token(wish.token)
    if placed is not None:
        return placed
    for _turn in range(MAX_UNPAID):
        try:
            return _place_or_find(cart, wish, now)
        except IntegrityError:
            # An order of the same phone was faster to a place among the unpaid ones: the next one.
            continue
    return _place_or_find(cart, wish, now)


def _place_or_find(cart: Cart, wish: Wish, now: dt.datetime) -> Order:
    try:
        return _place(cart, wish, now)
    except (CannotPlace, SlotFull, SoldOut, IntegrityError):
        # Another request with this token may have won since we looked: it emptied the cart, or
        # took the last portion, or its row refused ours.
        placed = order_of_token(wish.token)
        if placed is None:
            raise
        return placed


def _place(cart: Cart, wish: Wish, now: dt.datetime) -> Order:
    view = view_cart(
        cart, now=now, customer=customer_of_contact(wish.contact), method=wish.payment_method
    )
    place = _check_cart(view, wish)
    time = _check_time(place, wish.slot_key, view.portions, now)
    _check_price(view, wish)
    points = _points(view, wish, now)
    price = _with_credit(with_points(view.quote, points.amount), wish)
    method = method_of(wish, zone=place.zone, total=price.total)
    with transaction.atomic():
        order, payment = _write(view, price, place, time, method, wish, now)
        _spend(order, points.points, wish, now)
    if payment is not None:
        # After the commit: whoever is asked for money may be slow, and holds up nobody's row.
        request_payment(payment=payment, now=now)
    return order


def customer_of_contact(contact: Contact) -> Customer:
    return Customer(contact.user.pk if contact.user else None, contact.phone)


def order_of_token(token: uuid.UUID) -> Order | None:
    """The order that this token has made already, if any."""
    return Order.objects.filter(checkout_token=token).first()


def _check_cart(view: CartView, wish: Wish) -> Place:
    if view.is_empty:
        raise CartChanged(_("Your cart is empty, so there is nothing to order yet."))
    if wish.token != view.cart.checkout_token or wish.digest != view.digest:
        raise CartChanged(_("Your cart changed in the meantime. Please look at it once more."))
    for line in view.lines:
        if line.problem:
            raise CartChanged(f"{line.item.localized_name}: {line.problem}")
        if not line.may_be_served:
            raise NotSafe(f"{line.item.localized_name}: {' '.join(line.verdict.reasons)}")
    if view.place is None:
        raise CannotPlace(_("Please tell us where to bring it."))
    if view.quote.missing_to_minimum:
        raise CannotPlace(
            _("To %(place)s we deliver from %(minimum)s. %(missing)s is missing.")
            % {
                "place": view.place.zone.localized_name,
                "minimum": format_rwf(view.place.zone.minimum),
                "missing": format_rwf(view.quote.missing_to_minimum),
            }
        )
    return view.place


def _check_time(place: Place, key: str, portions: int, now: dt.datetime) -> OfferedSlot:
    for offered in offered_slots(place.zone, now, portions=portions):
        if offered.offer.key == key:
            return offered
    raise SlotFull(_("This delivery time can no longer be had. Please choose another one."))


def _check_price(view: CartView, wish: Wish) -> None:
    if view.quote.total > wish.expected_total:
        raise PriceRose(
            _("The price changed: it was %(old)s and is now %(new)s. Please confirm once more.")
            % {"old": format_rwf(wish.expected_total), "new": format_rwf(view.quote.total)}
        )


def _points(view: CartView, wish: Wish, now: dt.datetime) -> Payable:
    """What points of the account pay, if that is wished."""
    if not wish.use_points:
        return NOTHING
    return payable_points(wish.contact.user, price=view.quote.total, now=now)


def _with_credit(price: Quote, wish: Wish) -> Quote:
    """What is left to pay when the account's store credit helps, if that is wished."""
    return with_credit(price, balance_of(wish.contact.user)) if wish.use_credit else price


def _write(
    view: CartView,
    price: Quote,
    place: Place,
    time: OfferedSlot,
    method: OfferedMethod | None,
    wish: Wish,
    now: dt.datetime,
) -> tuple[Order, Payment | None]:
    """Everything that is written and taken, inside the caller's transaction.

    The order first: its token refuses a second one before anything is taken. What is scarce last,
    so that others wait for it as briefly as can be: the slot, then portions in the order of their
    keys, then uses of promotions. Every placing locks in this one order, so no two can wait for
    each other.
    """
    offer = time.offer
    # What costs nothing, or is paid at the door, goes straight to the kitchen.
    state = method.gateway.order_state if method else State.CONFIRMED
    slot_day = day_of_slot(slot=time.slot, date=offer.date)
    order = create_order(
        new=NewOrder(
            token=wish.token,
            contact=wish.contact,
            lines=tuple(
                NewLine(line.selection, line.line.quantity, line.line.note, override_of(line.line))
                for line in view.lines
                if line.selection
            ),
            quote=price,
            place=place,
            eater=view.cart.eater,
            note=wish.note,
            payment_method=wish.payment_method,
            placed_by=wish.placed_by,
            grants=view.bill.decision.grants,
            state=state,
            unpaid_place=unpaid_place_for(wish.contact) if state == State.PENDING else None,
        ),
        promise=Promise(slot_day, offer.starts, offer.ends, offer.is_asap),
        now=now,
    )
    payment = start_payment(
        order=order,
        method=wish.payment_method,
        now=now,
        payer_phone=method.payer(wish.payer) if method else "",
        expires_at=hold_of(order, method, now),
    )
    _empty(view, wish.contact)
    take_slot(slot_day=slot_day, portions=view.portions)
    take_portions(wanted=_quantities(view), date=offer.date)
    _use_promotions(order, view, wish, now)
    return order, payment


def override_of(line: CartLine) -> Override | None:
    """Who answers for a dish that does not suit, if anybody. One query then."""
    return Override(line.override_reason, line.overridden_by) if line.overridden_by else None


def _use_promotions(order: Order, view: CartView, wish: Wish, now: dt.datetime) -> None:
    contact = wish.contact
    try:
        reserve_uses(
            grants=view.bill.decision.grants,
            token=wish.token,
            user=contact.user,
            phone=contact.phone,
            now=now,
        )
        if any(grant.promotion.audience == INVITED for grant in view.bill.decision.grants):
            record_referral(order=order, referrer_id=view.cart.invited_by_id, now=now)
        elif view.cart.invited_by_id:
            note_own_invitation(
                customer=replace(
                    customer_of_contact(contact),
                    invited_by=view.cart.invited_by_id,
                    place=view.place,
                ),
                now=now,
            )
    except UsedUp as refusal:
        raise DiscountGone(
            _("%(reason)s Please look at the new total and confirm once more.")
            % {"reason": refusal}
        ) from refusal


def _spend(order: Order, points: int, wish: Wish, now: dt.datetime) -> None:
    """The account pays, last of all: cancelling locks slot and portions before the account, too.

    Another order of the account may have spent it since we looked: then nothing is placed.
    """
    user = wish.contact.user
    if not order.credit or user is None:
        return
    try:
        if order.store_credit:
            spend(user=user, amount=order.store_credit, order=order, now=now)
        if points:
            spend_points(user=user, points=points, order=order, now=now)
    except NotEnoughCredit as refusal:
        raise CreditGone(
            _("Your store credit has changed. Please look at the total and confirm once more.")
        ) from refusal
    except NotEnoughPoints as refusal:
        raise PointsGone(
            _("Your points have changed. Please look at the total and confirm once more.")
        ) from refusal


def _quantities(view: CartView) -> dict[MenuItem, int]:
    wanted: dict[MenuItem, int] = defaultdict(int)
    for line in view.lines:
        wanted[line.item] += line.line.quantity
    return wanted


def _empty(view: CartView, contact: Contact) -> None:
    """Remove what was ordered, and only that; the next order gets a token of its own."""
    view.cart.lines.filter(pk__in=[line.line.pk for line in view.lines]).delete()
    granted = {grant.promotion.pk for grant in view.bill.decision.grants}
    Cart.objects.filter(pk=view.cart.pk).update(
        checkout_token=uuid.uuid4(),
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        # A coupon that something better kept from being used is there for the next order.
        invited_by=None,
        coupon=None if view.cart.coupon_id in granted else view.cart.coupon_id,
    )


def cancel_order(
    *, order: Order, role: Role, actor: User | None, now: dt.datetime, reason: str = ""
) -> Order:
    """Cancel: portions and slot go back once if nothing was cooked, and no money is expected.

    What was paid goes back by the rules of `refunds.services.refund_cancelled`.

    Raises MoveRefused or OrderChangedMeanwhile and changes nothing.
    """
    with transaction.atomic():
        # The payments before the order, as everybody locks them: nobody waits for ever.
        lock_money(order.pk)
        void_open_payments(order=order, actor=actor, now=now)
        order = move_order(
            order=order, to=State.CANCELLED, role=role, actor=actor, now=now, reason=reason
        )
        refund_cancelled(order=order, actor=actor, now=now, reason=reason)
        settle_order(order=order, now=now)
    return order
