"""Places the orders of the script and brings each as far as its fate, as people would."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.carts.services import CannotAdd, add_to_cart, cook_for, deliver_to, make_cart
from ordering.catalogue.models import MenuItem
from ordering.catalogue.selection import InvalidSelection
from ordering.checkout.services import (
    cancel_order,
    customer_of_contact,
    order_of_token,
    place_order,
)
from ordering.checkout.values import Wish
from ordering.delivery.places import Place
from ordering.delivery.schedule import KIGALI, today
from ordering.delivery.selectors import offered_slots
from ordering.dietary.models import Eater
from ordering.fulfilment.services import (
    cash_due,
    cook_step,
    could_not_hand_over,
    hand_over,
    take_orders,
)
from ordering.orders.models import Order
from ordering.orders.states import Role, State
from ordering.orders.values import Contact
from ordering.payments.models import Method
from ordering.payments.services import settle
from ordering.reviews.services import DishOpinion, Opinion, submit_rating
from site_core.base.errors import DomainError
from site_core.users.models import User

from .script import Day, Fate, Person, Scene

logger = logging.getLogger(__name__)
NAMESPACE = uuid.UUID("6ad0e3a2-2c43-4e39-9a0e-2f4b1c0de0da")
NOBODY_OPENED = "Nobody was at the gate, and the phone was switched off."
CHANGED_PLANS = "We are going home today."
# How long each step takes.
STEPS = {Fate.COOKING: 4, Fate.READY: 18, Fate.ON_ITS_WAY: 24, Fate.HANDED_OVER: 38}
BEYOND = (Fate.READY, Fate.ON_ITS_WAY, Fate.HANDED_OVER, Fate.FAILED)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of the script as the database knows them."""

    person: Person
    user: User
    place: Place
    eater: Eater | None


@dataclass(frozen=True, slots=True)
class Crew:
    cook: User
    courier: User


def token_of(date: dt.date, code: str) -> uuid.UUID:
    """What makes the order of a scene unique: a repeat on the same date finds it."""
    return uuid.uuid5(NAMESPACE, f"{date:%Y-%m-%d}:{code}")


def play(scene: Scene, guest: Guest, crew: Crew, now: dt.datetime) -> bool:
    """Place and move one order; False where it was placed before, or nothing can be ordered then."""
    token = token_of(today(now), scene.code)
    if order_of_token(token) is not None:
        return False
    at = _moment(scene, now)
    try:
        order = _place(scene, guest, token, at)
    except DomainError as refusal:
        # Staff may have closed the kitchen or taken a dish off the menu: the rest still makes a day.
        logger.info("Demo order %s was left out: %s", scene.code, refusal)
        return False
    _bring_along(order, scene, crew, at, now)
    return True


def _moment(scene: Scene, now: dt.datetime) -> dt.datetime:
    if isinstance(scene.at, int):
        return now - dt.timedelta(minutes=scene.at)
    day = today(now) - dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(*scene.at), KIGALI)


def _place(scene: Scene, guest: Guest, token: uuid.UUID, at: dt.datetime) -> Order:
    contact = Contact(
        name=guest.person.name,
        phone=guest.person.phone,
        email=guest.user.email or "",
        language=guest.person.language,
        user=guest.user,
    )
    method = Method.MTN if scene.is_prepaid and is_played() else Method.CASH
    # Not the cart of the account: whoever tries the demo may have something in that one.
    cart = make_cart(user=None)
    try:
        Cart.objects.filter(pk=cart.pk).update(checkout_token=token)
        cart.refresh_from_db()
        _fill(cart, scene, guest, at)
        view = view_cart(cart, now=at, customer=customer_of_contact(contact), method=method.value)
        wish = Wish(
            token=token,
            digest=view.digest,
            expected_total=view.quote.total,
            contact=contact,
            slot_key=_slot(scene, guest.place, at, view.portions),
            payment_method=method.value,
            note=scene.note,
        )
        return place_order(cart=cart, wish=wish, now=at)
    finally:
        cart.delete()


def _fill(cart: Cart, scene: Scene, guest: Guest, at: dt.datetime) -> None:
    deliver_to(cart=cart, place=guest.place)
    if guest.eater is not None:
        cook_for(cart=cart, eater=guest.eater)
    items = {item.code: item for item in MenuItem.objects.for_sale().with_choices()}
    for code in scene.dishes:
        try:
            add_to_cart(
                cart=cart, item=items[code], size="", options=(), quantity=1, note="", now=at
            )
        except (KeyError, CannotAdd, InvalidSelection) as refusal:
            logger.info("%s is not in demo order %s: %s", code, scene.code, refusal)


def _slot(scene: Scene, place: Place, at: dt.datetime, portions: int) -> str:
    """The soonest time of the right day."""
    offers = [slot.offer for slot in offered_slots(place.zone, at, portions=portions)]
    if scene.day == Day.TOMORROW:
        tomorrow = today(at) + dt.timedelta(days=1)
        offers = [offer for offer in offers if offer.date == tomorrow and offer.key != "asap"]
    return offers[0].key if offers else ""


def is_played() -> bool:
    """Whether the server beside the site plays the providers, so that no real phone is asked."""
    sandbox = getattr(settings, "MOMO_SANDBOX_URL", "")
    return bool(sandbox) and settings.MTN_MOMO["BASE_URL"] == sandbox


def _bring_along(order: Order, scene: Scene, crew: Crew, at: dt.datetime, now: dt.datetime) -> None:
    def after(minutes: int) -> dt.datetime:
        return min(at + dt.timedelta(minutes=minutes), now)

    if scene.fate == Fate.UNPAID:
        return
    payment = order.payments.exclude(method=Method.CASH).first()
    if payment is not None:
        settle(
            payment=payment,
            actor=None,
            now=after(1),
            detail="demo",
            provider_id=f"demo-{order.checkout_token.hex[:16]}",
        )
        order.refresh_from_db()
    if scene.fate == Fate.CANCELLED:
        cancel_order(
            order=order, role=Role.CUSTOMER, actor=order.user, now=after(3), reason=CHANGED_PLANS
        )
        return
    if scene.fate == Fate.RECEIVED:
        return
    order = _cook(order, State.PREPARING, crew, after(STEPS[Fate.COOKING]))
    if scene.fate not in BEYOND:
        return
    order = _cook(order, State.READY, crew, after(STEPS[Fate.READY]))
    if scene.fate == Fate.READY:
        return
    [order] = take_orders(
        orders=[order], courier=crew.courier, now=after(STEPS[Fate.ON_ITS_WAY])
    ).orders
    arrives = after(STEPS[Fate.HANDED_OVER])
    if scene.fate == Fate.FAILED:
        could_not_hand_over(order=order, reason=NOBODY_OPENED, actor=crew.courier, now=arrives)
    elif scene.fate == Fate.HANDED_OVER:
        hand_over(order=order, cash=cash_due(order), actor=crew.courier, now=arrives)
        if scene.rating:
            _rate(order, scene.rating, arrives + dt.timedelta(minutes=40))


def _cook(order: Order, to: State, crew: Crew, now: dt.datetime) -> Order:
    return cook_step(order=order, to=to, seen_version=order.version, actor=crew.cook, now=now)


def _rate(order: Order, rating: tuple[int, int, str], now: dt.datetime) -> None:
    delivery, stars, words = rating
    order.refresh_from_db()
    first = order.lines.order_by("position")[0]
    dishes = {first.pk: DishOpinion(stars, words)}
    with transaction.atomic():
        submit_rating(
            order=order,
            opinion=Opinion(delivery=delivery, dishes=dishes, shown_name=order.customer_name[:20]),
            now=now,
        )
