"""Going on: a reminder, the request for money, retries, grace, and the end. Safe to repeat.

Days are counted from the day after the last paid meal. Meals are laid only for what is paid, so
nobody eats on grace; late money finds its period by the order it paid.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils.translation import override

from ordering.checkout.paying import NothingToPay, TooManyAttempts, pay
from ordering.delivery.schedule import KIGALI, at, today
from ordering.payments.asking import request_payment
from ordering.payments.methods import NotOffered, WrongPayer
from ordering.payments.models import Method, Payment
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf

from .kitchen import Kitchen, load_kitchen
from .locks import lock
from .models import Meal, Period, Subscription, SubscriptionEvent
from .news import date_words, record, tell
from .periods import activate, open_period
from .prices import NotOnOffer, offer_on

logger = logging.getLogger(__name__)

Kind = SubscriptionEvent.Kind
# What a calendar shows as a meal; what was skipped or given back is no last day of a plan.
LIVE = (Meal.State.PLANNED, Meal.State.ORDERED, Meal.State.DELIVERED)
REMIND_BEFORE = dt.timedelta(days=3)
RETRY_DAYS = (1, 3, 5)
GRACE = dt.timedelta(days=7)
# A phone rings at an hour when people are awake.
ASK_AT = dt.time(8, 0)


@dataclass(slots=True)
class Renewals:
    """What a run did. It is a success when nothing failed."""

    reminded: int = 0
    asked: int = 0
    retried: int = 0
    failed: int = 0

    @property
    def is_success(self) -> bool:
        return self.failed == 0


def process_renewals(now: dt.datetime) -> Renewals:
    """One turn over all plans that go on by themselves and are near or past their last meal."""
    done = Renewals()
    kitchen = load_kitchen(now)
    near = (
        Subscription.objects.filter(
            state=Subscription.State.ACTIVE, renews=True, plan__is_active=True
        )
        .annotate(last=Max("meals__date", filter=Q(meals__state__in=LIVE)))
        .filter(last__lte=today(now) + REMIND_BEFORE)
        .order_by("pk")
    )
    for key, last in near.values_list("pk", "last").iterator(chunk_size=500):
        try:
            _step(key, last, kitchen, done, now)
        except Exception:
            logger.exception("subscription %s was not renewed", key)
            done.failed += 1
    return done


def _step(key: int, last: dt.date, kitchen: Kitchen, done: Renewals, now: dt.datetime) -> None:
    due = last + dt.timedelta(days=1)
    waiting = Period.objects.filter(subscription=key, state=Period.State.WAITING).first()
    if waiting is not None:
        done.retried += _retry(waiting, now)
    elif now >= at(last, ASK_AT):
        done.asked += _ask(key, due, kitchen, now)
    else:
        done.reminded += _remind(key, last, now)


def _remind(key: int, last: dt.date, now: dt.datetime) -> bool:
    """Once for each last day; a price that changed meanwhile is the one that is named."""
    with transaction.atomic():
        subscription = lock(key)
        try:
            offer = offer_on(subscription.plan, last)
        except NotOnOffer:
            return False
        unique = f"renewal:{last}"
        if subscription.events.filter(kind=Kind.ASKED, detail=unique).exists():
            return False
        record(subscription, Kind.ASKED, actor=None, now=now, detail=unique)
        with override(subscription.language):
            tell(
                subscription,
                key="subscription_ends_soon",
                unique=unique,
                now=now,
                last=date_words(last),
                amount=format_rwf(offer.amount),
            )
    return True


def _ask(key: int, due: dt.date, kitchen: Kitchen, now: dt.datetime) -> bool:
    """Open the next period and ask for its money; `UNIQUE one_period_waits` stops a second one."""
    until = at(due, ASK_AT) + GRACE
    try:
        with transaction.atomic():
            subscription = lock(key)
            if not subscription.is_running or not subscription.renews:
                return False
            offer = offer_on(subscription.plan, due)
            period, payment = open_period(
                subscription,
                offer,
                starts_on=due,
                kitchen=kitchen,
                expires_at=until,
                use_credit=True,
                now=now,
            )
            record(subscription, Kind.ASKED, actor=None, now=now, detail=f"period {period.number}")
            _tell_to_pay(subscription, period, until, 0, now)
    except IntegrityError:
        return False
    if payment is None:
        activate(period, now=now)
    else:
        _ring(payment, now)
    return True


def _retry(period: Period, now: dt.datetime) -> bool:
    """Ask again on days 1, 3 and 5. Each retry is taken by a conditional update, then made."""
    if period.number == 1 or period.retries >= len(RETRY_DAYS):
        return False
    day = period.starts_on + dt.timedelta(days=RETRY_DAYS[period.retries])
    if now < at(day, ASK_AT):
        return False
    won = Period.objects.filter(
        pk=period.pk, state=Period.State.WAITING, retries=period.retries
    ).update(retries=F("retries") + 1)
    if not won:
        return False
    subscription = Subscription.objects.select_related("plan", "user").get(
        pk=period.subscription_id
    )
    until = at(period.starts_on, ASK_AT) + GRACE
    with transaction.atomic():
        detail = f"period {period.number}, retry {period.retries + 1}"
        record(subscription, Kind.ASKED, actor=None, now=now, detail=detail)
        _tell_to_pay(subscription, period, until, period.retries + 1, now)
    if subscription.payment_method in {Method.MTN, Method.AIRTEL}:
        try:
            pay(
                order=period.order,
                method=subscription.payment_method,
                payer_phone=subscription.payer_phone,
                now=now,
            )
        except (NotOffered, WrongPayer, NothingToPay, TooManyAttempts) as refusal:
            logger.info("period %s is not asked for: %s", period.pk, type(refusal).__name__)
    return True


def _ring(payment: Payment, now: dt.datetime) -> None:
    """A provider that is down now is asked again by the worker, and by the retries."""
    try:
        request_payment(payment=payment, now=now)
    except DomainError:
        logger.warning("payment %s could not be asked for", payment.reference)


def _tell_to_pay(
    subscription: Subscription, period: Period, until: dt.datetime, turn: int, now: dt.datetime
) -> None:
    with override(subscription.language):
        tell(
            subscription,
            key="subscription_asks",
            unique=f"{period.number}:{turn}",
            now=now,
            amount=format_rwf(period.order.total),
            until=date_words(until.astimezone(KIGALI).date()),
        )
