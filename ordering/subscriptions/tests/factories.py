"""A kitchen with slots for three mealtimes, a plan, and somebody who has subscribed to it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from ordering.catalogue.models import Category, MenuItem
from ordering.delivery.places import Place
from ordering.orders.values import Contact
from ordering.payments.models import Method, PaymentMethod
from ordering.payments.services import settle
from ordering.subscriptions.buying import NewSubscription, offer_for, subscribe
from ordering.subscriptions.laying import first_open_date
from ordering.subscriptions.models import Plan, PlanPrice, Subscription
from ordering.subscriptions.periods import activate_paid
from ordering.testing import (
    bed_place,
    make_item,
    make_slot,
    make_user,
    make_zone,
    open_every_day,
)
from site_core.users.models import User


def make_kitchen(dishes: int = 9) -> Place:
    """A bed with a slot for every mealtime, and as many cooked dishes as asked for."""
    zone = make_zone()
    open_every_day()
    for code, hour in (("breakfast", 7), ("lunch", 12), ("dinner", 18)):
        make_slot(
            zone,
            code=f"{code}-round",
            capacity=20_000,
            starts_at=dt.time(hour),
            ends_at=dt.time(hour + 1, 30),
        )
    for number in range(dishes):
        make_item(f"lunch-{number}")
    for category in ("breakfast", "dinner"):
        make_dish(category)
    PaymentMethod.objects.filter(method=Method.BANK).update(is_offered=True, pay_to="BK 123")
    return bed_place(zone)


def make_dish(category: str, **fields: Any) -> MenuItem:
    item = make_item(**fields)
    row, _created = Category.objects.get_or_create(code=category, defaults={"name": category})
    MenuItem.objects.filter(pk=item.pk).update(category=row)
    item.refresh_from_db()
    return item


def make_plan(
    code: str = "weekly", *, price: int = 30_000, discount: int = 12, **fields: Any
) -> Plan:
    plan = Plan.objects.create(
        code=code,
        **{
            "name": code.capitalize(),
            "rhythm": Plan.Rhythm.WEEKLY,
            "mealtimes": ["breakfast", "lunch", "dinner"],
            "meals_per_cycle": 7,
            "cycles": 1,
            **fields,
        },
    )
    add_price(plan, price=price, discount=discount, valid_from=dt.date(2026, 1, 1))
    return plan


def add_price(plan: Plan, *, price: int, discount: int, valid_from: dt.date) -> PlanPrice:
    return PlanPrice.objects.create(
        plan=plan,
        price=price,
        discount_percent=discount,
        valid_from=valid_from,
        created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


def wish_for(
    plan: Plan, place: Place, now: dt.datetime, user: User | None = None, **fields: Any
) -> NewSubscription:
    user = user or make_user()
    return NewSubscription(
        **{
            "token": uuid.uuid4(),
            "contact": Contact(name=user.name, phone="+250788000111", email="", user=user),
            "plan": plan,
            "starts_on": first_open_date(now),
            "weekdays": tuple(range(7)),
            "mealtimes": ("lunch",),
            "place": place,
            "eater": None,
            "payment_method": Method.BANK,
            "amount": offer_for(
                plan, user, now, wants_trial=fields.get("wants_trial", False)
            ).amount,
            **fields,
        }
    )


def make_subscription(
    now: dt.datetime,
    *,
    plan: Plan | None = None,
    place: Place | None = None,
    is_paid: bool = True,
    **fields: Any,
) -> Subscription:
    """Somebody who has subscribed and, unless said otherwise, paid."""
    place = place or make_kitchen()
    plan = plan or Plan.objects.filter(code="weekly").first() or make_plan()
    subscription = subscribe(new=wish_for(plan, place, now, **fields), now=now)
    if is_paid:
        pay_period(subscription, now)
    return subscription


def pay_period(subscription: Subscription, now: dt.datetime) -> None:
    """The money of the period that waits arrives."""
    period = subscription.periods.order_by("-number")[0]
    settle(payment=period.order.payments.latest("pk"), actor=None, now=now)
    activate_paid(now)
    subscription.refresh_from_db()
