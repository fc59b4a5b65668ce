"""Meals and plans that are paid in advance: the checkout of subscriptions, which has no cart.

Like `services`, it writes the order first and takes what is scarce last. Everything here runs
inside the caller's transaction.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from ordering.catalogue.selection import Selection
from ordering.catalogue.services import count_portions
from ordering.credit.selectors import balance_of
from ordering.credit.services import spend
from ordering.delivery.models import SlotDay
from ordering.delivery.places import Place
from ordering.delivery.services import take_slot
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from ordering.orders.plans import NewPlanOrder, create_plan_order
from ordering.orders.services import create_order
from ordering.orders.states import PaymentState, State
from ordering.orders.values import Contact, NewLine, NewOrder, Promise
from ordering.payments.models import Payment
from ordering.payments.services import start_payment
from ordering.pricing.services import quote, with_credit
from ordering.pricing.values import Discount, FeeRule, PricedLine, Quote, Target

PAID_BY_PLAN = "plan"


@dataclass(frozen=True, slots=True)
class PlanMeal:
    """A meal that a plan has paid for. `plan_words`: the plan in English, and as it is read."""

    token: uuid.UUID
    contact: Contact
    selection: Selection
    place: Place
    slot_day: SlotDay
    starts: dt.datetime
    ends: dt.datetime
    eater: Eater | None
    note: str
    plan_words: tuple[str, str]


def price_of_plan_meal(selection: Selection, place: Place, reason: str) -> Quote:
    """The meal at its ordinary price, and the plan covering it: the total is zero RWF."""
    price, fee = selection.unit_price, place.zone.fee
    return quote(
        [PricedLine(price, 1, selection.item.tax_rate)],
        fee_rule=FeeRule(fee=fee),
        discounts=[
            Discount("plan", reason, price),
            Discount("plan", reason, fee, target=Target.DELIVERY),
        ],
    )


def place_plan_meal(*, meal: PlanMeal, now: dt.datetime) -> Order:
    """Write the order of a plan's meal and take its place in the slot and its portion.

    Raises SlotFull or SoldOut, which undo the caller's transaction, and IntegrityError when the
    token made an order before. The caller has asked whether whoever eats may eat it, and drops the
    pages of what ran out once for many meals.
    """
    order = create_order(
        new=NewOrder(
            token=meal.token,
            contact=meal.contact,
            lines=(NewLine(meal.selection, 1, meal.note),),
            quote=price_of_plan_meal(meal.selection, meal.place, meal.plan_words[0]),
            place=meal.place,
            eater=meal.eater,
            note="",
            payment_method=PAID_BY_PLAN,
            state=State.CONFIRMED,
            payment_state=PaymentState.PAID,
            plan_words=meal.plan_words,
        ),
        promise=Promise(meal.slot_day, meal.starts, meal.ends, is_asap=False),
        now=now,
    )
    take_slot(slot_day=meal.slot_day, portions=1)
    count_portions(wanted={meal.selection.item: 1}, date=meal.slot_day.date)
    return order


def sell_plan(
    *,
    new: NewPlanOrder,
    use_credit: bool,
    payer_phone: str,
    expires_at: dt.datetime,
    now: dt.datetime,
) -> tuple[Order, Payment | None]:
    """The order of a plan and its first attempt to pay, which the caller asks for after the commit.

    With `use_credit` the account's store credit pays what it can. Raises NotEnoughCredit when
    another order spent it in the same moment.
    """
    user = new.contact.user
    price = with_credit(new.quote, balance_of(user)) if use_credit else new.quote
    order = create_plan_order(new=replace(new, quote=price), now=now)
    if order.credit and user is not None:
        spend(user=user, amount=order.credit, order=order, now=now)
    payment = start_payment(
        order=order,
        method=new.payment_method,
        now=now,
        payer_phone=payer_phone,
        expires_at=expires_at,
    )
    return order, payment
