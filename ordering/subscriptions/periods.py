"""Paid periods: one waits for its money, and its meals are laid when the money has arrived."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.checkout.prepaid import sell_plan
from ordering.delivery.places import fetch_place
from ordering.delivery.schedule import at, today
from ordering.orders.models import Order
from ordering.orders.plans import NewPlanOrder
from ordering.orders.states import PaymentState, State
from ordering.payments.models import Method, Payment
from site_core.base.money import format_rwf
from site_core.users.models import User

from .checks import check_place
from .kitchen import Kitchen, load_kitchen
from .laying import first_open_date, lay
from .locks import lock
from .models import Meal, Period, Subscription, SubscriptionEvent
from .news import contact_of, date_words, record, tell
from .plates import fill_plates
from .prices import Offer, prices_of_meals

logger = logging.getLogger(__name__)

Kind = SubscriptionEvent.Kind
# A first payment waits this long, a renewal until its grace is over.
FIRST_WAIT = dt.timedelta(days=1)


def open_period(
    subscription: Subscription,
    offer: Offer,
    *,
    starts_on: dt.date,
    kitchen: Kitchen,
    expires_at: dt.datetime,
    now: dt.datetime,
    use_credit: bool = False,
    placed_by: User | None = None,
) -> tuple[Period, Payment | None]:
    """A period that waits for its money, with the order that takes it. Inside a transaction.

    Raises IntegrityError while another period of the subscription waits.
    """
    place = fetch_place(subscription)
    check_place(offer.plan, place, subscription.mealtimes, kitchen)
    assert place is not None
    mealtime = subscription.mealtimes[0]
    slot = kitchen.slots_for(place, mealtime, subscription.times.get(mealtime, ""))[0]
    with override(subscription.language):
        shown = plan_words(offer, subscription.language)
    with override("en"):
        words = plan_words(offer, "en")
    order, payment = sell_plan(
        new=NewPlanOrder(
            token=uuid.uuid4(),
            contact=contact_of(subscription),
            quote=offer.quote(words),
            name=words,
            shown_name=shown,
            place=place,
            slot_day=kitchen.day_of(slot, starts_on),
            starts=at(starts_on, slot.starts_at),
            ends=at(starts_on, slot.ends_at),
            payment_method=subscription.payment_method,
            placed_by=placed_by,
        ),
        use_credit=use_credit,
        payer_phone=_phone_that_pays(subscription),
        expires_at=expires_at,
        now=now,
    )
    last = subscription.periods.order_by("-number").first()
    period = Period.objects.create(
        subscription=subscription,
        number=last.number + 1 if last else 1,
        plan=offer.plan,
        order=order,
        is_trial=offer.is_trial,
        price=offer.price,
        cycles=offer.cycles,
        discount_percent=offer.discount_percent,
        amount=offer.amount,
        meals=offer.meals,
        starts_on=starts_on,
        created_at=now,
    )
    return period, payment


def _phone_that_pays(subscription: Subscription) -> str:
    asks_phone = subscription.payment_method in {Method.MTN, Method.AIRTEL}
    return subscription.payer_phone if asks_phone else ""


def plan_words(offer: Offer, language: str) -> str:
    """ "Monthly, 30 meals" in the current language."""
    return _("%(plan)s, %(count)d meals") % {
        "plan": offer.plan.name_in(language),
        "count": offer.meals,
    }


def activate_paid(now: dt.datetime) -> int:
    """Start the periods whose money has arrived, close those that nobody paid; returns how many
    started. Safe to repeat and beside itself."""
    paid = Period.objects.filter(
        state__in=[Period.State.WAITING, Period.State.LAPSED],
        order__payment_state=PaymentState.PAID,
        order__state=State.DELIVERED,
    )
    started = 0
    for period in paid.order_by("pk")[:200]:
        try:
            started += activate(period, now=now)
        except Exception:
            logger.exception("period %s does not start", period.pk)
    unpaid = Period.objects.filter(state=Period.State.WAITING, order__state=State.CANCELLED)
    for period in unpaid.select_related("subscription").order_by("pk")[:200]:
        lapse(period, now=now)
    return started


def activate(period: Period, *, now: dt.datetime) -> bool:
    """Lay the meals of a period that is paid; True the first time.

    The conditional update lets one of several callers win, however late the money came.
    """
    with transaction.atomic():
        subscription = lock(period.subscription_id)
        order = Order.objects.get(pk=period.order_id)
        if order.payment_state != PaymentState.PAID:
            return False
        won = (
            Period.objects.filter(pk=period.pk)
            .exclude(state=Period.State.PAID)
            .update(state=Period.State.PAID, paid_at=now)
        )
        if not won:
            return False
        period.refresh_from_db()
        kitchen = load_kitchen(now)
        meals = _lay_meals(subscription, period, kitchen, now)
        Subscription.objects.filter(pk=subscription.pk).update(
            state=Subscription.State.ACTIVE, ended_at=None
        )
        record(
            subscription,
            Kind.STARTED,
            actor=None,
            now=now,
            detail=f"period {period.number}: {len(meals)} meals from {meals[0].date}",
        )
        with override(subscription.language):
            tell(
                subscription,
                key="subscription_started",
                unique=str(period.number),
                now=now,
                first=date_words(meals[0].date),
                last=date_words(meals[-1].date),
                count=str(len(meals)),
                amount=format_rwf(period.amount),
            )
    return True


def _lay_meals(
    subscription: Subscription, period: Period, kitchen: Kitchen, now: dt.datetime
) -> list[Meal]:
    taken = set(
        subscription.meals.exclude(
            state__in=[Meal.State.SKIPPED, Meal.State.CREDITED, Meal.State.REFUNDED]
        ).values_list("date", "mealtime")
    )
    start = max(period.starts_on, first_open_date(now))
    if subscription.paused_until and subscription.is_paused_on(start):
        start = subscription.paused_until
    dues = lay(
        start,
        subscription.weekdays,
        subscription.mealtimes,
        period.meals,
        taken=taken,
        closed=kitchen.closed_spans(),
    )
    meals = Meal.objects.bulk_create(
        Meal(subscription=subscription, period=period, date=date, mealtime=mealtime, price=price)
        for (date, mealtime), price in zip(
            dues, prices_of_meals(period.amount, period.meals), strict=True
        )
    )
    fill_plates(subscription, meals, kitchen)
    return meals


def lapse(period: Period, *, now: dt.datetime) -> bool:
    """Nobody paid in time: no meal comes of it. True the first time."""
    with transaction.atomic():
        subscription = lock(period.subscription_id)
        won = Period.objects.filter(pk=period.pk, state=Period.State.WAITING).update(
            state=Period.State.LAPSED
        )
        if not won:
            return False
        coming = subscription.meals.filter(state=Meal.State.PLANNED, date__gte=today(now))
        if coming.exists():
            # What is paid still comes; then it ends by itself.
            Subscription.objects.filter(pk=subscription.pk).update(renews=False)
            return True
        expired = Subscription.objects.filter(
            pk=subscription.pk,
            state__in=[Subscription.State.PENDING, Subscription.State.ACTIVE],
        ).update(state=Subscription.State.EXPIRED, ended_at=now)
        if expired:
            record(subscription, Kind.EXPIRED, actor=None, now=now)
            tell(subscription, key="subscription_expired", unique=str(period.number), now=now)
    return True
