"""Subscribing: a standing order is written down, and the money of its first period asked for."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ordering.credit.services import NotEnoughCredit
from ordering.delivery.places import Place
from ordering.delivery.schedule import today
from ordering.dietary.models import Eater
from ordering.orders.values import Contact
from ordering.payments.asking import request_payment
from ordering.payments.methods import NotOffered, OfferedMethod, WrongPayer, check_payer, choose
from site_core.base.money import format_rwf
from site_core.users.models import User

from .checks import check_days, check_place, check_times, prepaid_methods
from .errors import CannotSubscribe
from .kitchen import Kitchen, load_kitchen
from .laying import first_open_date
from .models import Period, Plan, Subscription, SubscriptionEvent
from .news import date_words, record
from .periods import FIRST_WAIT, activate, open_period
from .prices import NotOnOffer, Offer, offer_on

LATEST_START = dt.timedelta(days=60)
MAX_RUNNING = 20


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """What somebody asks for. `times` are slot codes by mealtime; `amount` RWF is what they saw."""

    token: uuid.UUID
    contact: Contact
    plan: Plan
    starts_on: dt.date
    weekdays: Sequence[int]
    mealtimes: Sequence[str]
    place: Place
    eater: Eater | None
    payment_method: str
    amount: int
    times: dict[str, str] = field(default_factory=dict)
    payer_phone: str = ""
    likes: Sequence[int] = ()
    dislikes: Sequence[int] = ()
    note: str = ""
    use_credit: bool = False
    renews: bool = True
    wants_trial: bool = False
    placed_by: User | None = None


def offer_for(
    plan: Plan, user: User | None, now: dt.datetime, *, wants_trial: bool = False
) -> Offer:
    """What a first period costs this person today. A trial is for whoever never had the plan."""
    if not wants_trial:
        return offer_on(plan, today(now))
    had_it = user is not None and (
        Period.objects.filter(plan=plan, subscription__user=user)
        .exclude(state=Period.State.LAPSED)
        .exists()
    )
    return offer_on(plan, today(now), is_trial=not had_it)


def subscribe(*, new: NewSubscription, now: dt.datetime) -> Subscription:
    """Write a subscription that waits for its first payment, and ask for the money.

    Safe to repeat: one token makes one subscription. Raises CannotSubscribe and writes nothing.
    """
    known = Subscription.objects.filter(token=new.token).first()
    if known is not None:
        return known
    kitchen = load_kitchen(now)
    offer = _check(new, kitchen, now)
    method = _method_of(new, offer)
    try:
        with transaction.atomic():
            subscription = _write(new, now)
            _period, payment = open_period(
                subscription,
                offer,
                starts_on=new.starts_on,
                kitchen=kitchen,
                expires_at=now + FIRST_WAIT,
                use_credit=new.use_credit,
                placed_by=new.placed_by,
                now=now,
            )
            record(
                subscription,
                SubscriptionEvent.Kind.SUBSCRIBED,
                actor=new.placed_by or new.contact.user,
                now=now,
            )
    except IntegrityError:
        # A second tap in the same moment: the first one's row stands.
        return Subscription.objects.get(token=new.token)
    except NotEnoughCredit as refusal:
        raise CannotSubscribe(str(refusal)) from refusal
    if payment is not None and method is not None:
        request_payment(payment=payment, now=now)
    else:
        activate(subscription.periods.get(), now=now)
    subscription.refresh_from_db()
    return subscription


def _check(new: NewSubscription, kitchen: Kitchen, now: dt.datetime) -> Offer:
    plan = new.plan
    if not plan.is_active:
        raise CannotSubscribe(_("This plan is not on offer at the moment."))
    check_days(plan, new.weekdays, new.mealtimes)
    check_place(plan, new.place, new.mealtimes, kitchen)
    check_times(new.place, new.times, kitchen)
    first = first_open_date(now)
    if new.starts_on < first:
        raise CannotSubscribe(
            _("The first meal can come on %(day)s at the earliest.") % {"day": date_words(first)}
        )
    if new.starts_on > first + LATEST_START:
        raise CannotSubscribe(_("Please choose a first day within the next two months."))
    if new.contact.user is None:
        raise CannotSubscribe(_("Please log in first: a plan belongs to an account."))
    running = Subscription.objects.filter(
        user=new.contact.user, state__in=[Subscription.State.PENDING, Subscription.State.ACTIVE]
    )
    if running.count() >= MAX_RUNNING:
        raise CannotSubscribe(_("You have very many plans. Please end one first."))
    try:
        offer = offer_for(plan, new.contact.user, now, wants_trial=new.wants_trial)
    except NotOnOffer:
        raise CannotSubscribe(_("This plan is not on offer at the moment.")) from None
    if offer.amount > new.amount:
        raise CannotSubscribe(
            _("The price changed: it was %(old)s and is now %(new)s. Please confirm once more.")
            % {"old": format_rwf(new.amount), "new": format_rwf(offer.amount)}
        )
    return offer


def _method_of(new: NewSubscription, offer: Offer) -> OfferedMethod | None:
    if not new.payment_method and new.use_credit:
        return None
    try:
        method = choose(prepaid_methods(new.place, offer.amount), new.payment_method)
        check_payer(method.method, new.payer_phone or new.contact.phone)
    except (NotOffered, WrongPayer) as refusal:
        raise CannotSubscribe(str(refusal)) from None
    return method


def _write(new: NewSubscription, now: dt.datetime) -> Subscription:
    contact, place = new.contact, new.place
    return Subscription.objects.create(
        token=new.token,
        user=contact.user,
        customer_name=contact.name,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        plan=new.plan,
        eater=new.eater,
        has_eater=new.eater is not None,
        weekdays=sorted(set(new.weekdays)),
        mealtimes=sorted(set(new.mealtimes), key=new.plan.mealtimes.index),
        times=new.times,
        likes=list(new.likes),
        dislikes=list(new.dislikes),
        note=new.note,
        bed=place.bed,
        area=place.area,
        directions=place.directions,
        payment_method=new.payment_method,
        payer_phone=new.payer_phone or contact.phone,
        renews=new.renews,
        created_at=now,
    )
