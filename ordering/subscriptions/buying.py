"""Subscribing and paying: a period waits for its money, and its meals are laid when it is paid."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.checkout.prepaid import sell_plan
from ordering.credit.services import NotEnoughCredit
from ordering.delivery.places import Place, fetch_place
from ordering.delivery.schedule import at, today
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from ordering.orders.plans import NewPlanOrder
from ordering.orders.states import PaymentState, State
from ordering.orders.values import Contact
from ordering.payments.asking import request_payment
from ordering.payments.methods import (
    NotOffered,
    OfferedMethod,
    WrongPayer,
    check_payer,
    choose,
    offered_methods,
)
from ordering.payments.models import Method, Payment
from site_core.base.money import format_rwf
from site_core.users.models import User

from .errors import CannotSubscribe
from .kitchen import Kitchen, load_kitchen
from .laying import first_open_date, lay
from .models import Meal, Period, Plan, Subscription, SubscriptionEvent
from .news import contact_of, date_words, record, tell
from .plates import fill_plates
from .prices import NotOnOffer, Offer, offer_on, prices_of_meals

logger = logging.getLogger(__name__)

Kind = SubscriptionEvent.Kind
# A first payment waits this long, a renewal until its grace is over.
FIRST_WAIT = dt.timedelta(days=1)
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
    placed_by: User | None = None


def prepaid_methods(place: Place, amount: int) -> list[OfferedMethod]:
    """The ways to pay a plan: all that bring the money before the first meal."""
    offered = offered_methods(zone=place.zone, amount=amount)
    return [method for method in offered if method.method != Method.CASH]


def offer_for(plan: Plan, user: User | None, now: dt.datetime) -> Offer:
    """What a first period costs this person today: the trial for whoever never had the plan."""
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
            record(subscription, Kind.SUBSCRIBED, actor=new.placed_by or new.contact.user, now=now)
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
        offer = offer_for(plan, new.contact.user, now)
    except NotOnOffer:
        raise CannotSubscribe(_("This plan is not on offer at the moment.")) from None
    if offer.amount > new.amount:
        raise CannotSubscribe(
            _("The price changed: it was %(old)s and is now %(new)s. Please confirm once more.")
            % {"old": format_rwf(new.amount), "new": format_rwf(offer.amount)}
        )
    return offer


def check_days(plan: Plan, weekdays: Sequence[int], mealtimes: Sequence[str]) -> None:
    """Raises CannotSubscribe unless these days and mealtimes fit the plan."""
    if not weekdays or not set(weekdays) <= set(range(7)):
        raise CannotSubscribe(_("Please choose at least one day of the week."))
    if not mealtimes or not set(mealtimes) <= set(plan.mealtimes):
        raise CannotSubscribe(_("Please choose mealtimes that belong to the plan."))
    if plan.rhythm == Plan.Rhythm.DAILY and len(set(mealtimes)) != plan.meals_per_cycle:
        raise CannotSubscribe(
            _("This plan brings %(count)d meals a day. Please choose as many mealtimes.")
            % {"count": plan.meals_per_cycle}
        )


def check_place(
    plan: Plan, place: Place | None, mealtimes: Sequence[str], kitchen: Kitchen
) -> None:
    """Raises CannotSubscribe where the plan does not go, or nothing goes at these mealtimes."""
    if place is None:
        raise CannotSubscribe(_("We do not deliver to this place at the moment."))
    zones = kitchen.zones_of(plan)
    if zones and place.zone.pk not in zones:
        raise CannotSubscribe(
            _("This plan does not go to %(zone)s.") % {"zone": place.zone.localized_name}
        )
    for mealtime in mealtimes:
        if not kitchen.slots_for(place, mealtime):
            raise CannotSubscribe(_("At this mealtime we do not deliver there."))


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


def lock(subscription_id: int) -> Subscription:
    """The subscription, locked until the end of the transaction: changes of its calendar follow
    one another. Always before its meals and before any money."""
    return (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("plan", "eater", "user")
        .get(pk=subscription_id)
    )
