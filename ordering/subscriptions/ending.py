"""Ending a plan with exactly what was not delivered, and going over to another plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.checkout.services import cancel_order
from ordering.delivery.places import fetch_place
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile
from ordering.orders.states import Role
from ordering.payments.asking import request_payment
from ordering.refunds.models import Refund
from site_core.base.money import format_rwf
from site_core.users.models import User

from .checks import check_place
from .errors import CannotChangePlan
from .giving_back import WAYS, paid_by_somebody_else, pay_back, worth_of
from .kitchen import load_kitchen
from .laying import first_open_date
from .locks import lock
from .models import Meal, Period, Plan, Subscription, SubscriptionEvent
from .news import record, tell
from .periods import FIRST_WAIT, activate, open_period
from .prices import NotOnOffer, Offer, offer_on

Kind = SubscriptionEvent.Kind


@dataclass(frozen=True, slots=True)
class Ending:
    """What ending now would mean: meals that still come, meals that go, and their worth in RWF."""

    coming: int
    gone: int
    amount: int


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What going over to another plan would mean, in RWF: worth of the old, price of the new."""

    offer: Offer
    gone: int
    credit: int

    @property
    def to_pay(self) -> int:
        return max(0, self.offer.amount - self.credit)

    @property
    def stays_as_credit(self) -> int:
        return max(0, self.credit - self.offer.amount)


def preview_ending(subscription: Subscription, now: dt.datetime) -> Ending:
    """Shown before it is confirmed; computed like the deed itself. Two queries."""
    open_meals = list(_open_meals(subscription, now))
    coming = subscription.meals.filter(
        state__in=[Meal.State.PLANNED, Meal.State.ORDERED], date__lt=first_open_date(now)
    ).count()
    return Ending(coming=coming, gone=len(open_meals), amount=worth_of(open_meals))


def end_subscription(
    *,
    subscription: Subscription,
    way: str,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> int:
    """End a plan; returns the RWF that go back. Meals past their cut-off still come.

    `way`: back the way it was paid, or as store credit. What waits for payment is no longer asked
    for. Raises CannotChangePlan when it has ended already, and changes nothing.
    """
    if way not in WAYS:
        raise CannotChangePlan(_("Please say how the money goes back."))
    with transaction.atomic():
        subscription = lock(subscription.pk)
        if subscription.state not in {Subscription.State.PENDING, Subscription.State.ACTIVE}:
            raise CannotChangePlan(_("This plan has ended already."))
        _stop_asking(subscription, actor, now)
        with override(subscription.language):
            words = reason or _("The plan was ended.")
        is_gift = paid_by_somebody_else(subscription)
        amount = pay_back(
            _open_meals(subscription, now),
            subscription,
            way=way,
            reason=words,
            actor=actor,
            now=now,
        )
        subscription.handovers.filter(closed_at=None).update(closed_at=now)
        still_comes = subscription.meals.filter(state=Meal.State.PLANNED).exists()
        Subscription.objects.filter(pk=subscription.pk).update(
            # The last meals, past their cut-off, are still made: then it ends by itself.
            state=Subscription.State.ACTIVE if still_comes else Subscription.State.ENDED,
            renews=False,
            paused_from=None,
            paused_until=None,
            ended_at=now,
        )
        record(
            subscription, Kind.ENDED, actor=actor, now=now, detail=f"{way} {amount}", reason=reason
        )
        with override(subscription.language):
            back = (
                _("Your plan has ended. %(amount)s go back to whoever paid.")
                if is_gift
                else _("Your plan has ended. You have %(amount)s back.")
            )
            what = back % {"amount": format_rwf(amount)} if amount else _("Your plan has ended.")
        what = f"{what} {reason}".strip()
        tell(subscription, key="subscription_news", unique="ended", now=now, what=what)
    return amount


def end_finished(now: dt.datetime) -> int:
    """Plans without another meal and without renewal end by themselves; returns how many."""
    ended = 0
    running = Subscription.objects.filter(state=Subscription.State.ACTIVE, renews=False).exclude(
        meals__state__in=[Meal.State.PLANNED, Meal.State.ORDERED]
    )
    for key in running.exclude(periods__state=Period.State.WAITING).values_list("pk", flat=True):
        with transaction.atomic():
            subscription = lock(key)
            won = Subscription.objects.filter(pk=key, state=Subscription.State.ACTIVE).update(
                state=Subscription.State.ENDED, ended_at=subscription.ended_at or now
            )
            if won and subscription.ended_at is None:
                record(subscription, Kind.ENDED, actor=None, now=now, detail="all meals came")
            ended += won
    return ended


def preview_change(subscription: Subscription, plan: Plan, now: dt.datetime) -> PlanChange:
    """What the unused meals are worth against the price of another plan. Raises CannotChangePlan."""
    open_meals = list(_open_meals(subscription, now))
    return PlanChange(
        _offer(subscription, plan, now), gone=len(open_meals), credit=worth_of(open_meals)
    )


def change_plan(
    *,
    subscription: Subscription,
    plan: Plan,
    mealtimes: list[str],
    actor: User | None,
    now: dt.datetime,
) -> Period:
    """Go over to another plan: what was not delivered becomes store credit and pays for the new
    one; the rest is asked for, and the new meals come once it is paid.

    Raises CannotChangePlan or CannotSubscribe and changes nothing.
    """
    kitchen = load_kitchen(now)
    with transaction.atomic():
        subscription = lock(subscription.pk)
        if not subscription.is_running or subscription.ended_at:
            raise CannotChangePlan(_("This plan does not run at the moment."))
        if paid_by_somebody_else(subscription):
            raise CannotChangePlan(
                _("Somebody else paid for these meals. Please end this plan and choose another.")
            )
        offer = _offer(subscription, plan, now)
        check_place(plan, fetch_place(subscription), mealtimes, kitchen)
        _stop_asking(subscription, actor, now)
        with override(subscription.language):
            reason = _("Changed to another plan.")
        pay_back(
            _open_meals(subscription, now),
            subscription,
            way=Refund.Way.CREDIT,
            reason=reason,
            actor=actor,
            now=now,
        )
        subscription.plan, subscription.mealtimes = plan, mealtimes
        subscription.save(update_fields=["plan", "mealtimes"])
        period, payment = open_period(
            subscription,
            offer,
            starts_on=first_open_date(now),
            kitchen=kitchen,
            expires_at=now + FIRST_WAIT,
            use_credit=True,
            now=now,
        )
        record(subscription, Kind.PLAN_CHANGED, actor=actor, now=now, detail=plan.code)
        with override(subscription.language):
            what = _("Your plan is now %(plan)s.") % {"plan": plan.name_in(subscription.language)}
        tell(subscription, key="subscription_news", unique=f"plan:{period.pk}", now=now, what=what)
    if payment is not None:
        request_payment(payment=payment, now=now)
    else:
        activate(period, now=now)
    return period


def _offer(subscription: Subscription, plan: Plan, now: dt.datetime) -> Offer:
    if plan.pk == subscription.plan_id:
        raise CannotChangePlan(_("That is the plan you have."))
    if not plan.is_active:
        raise CannotChangePlan(_("This plan is not on offer at the moment."))
    try:
        return offer_on(plan, first_open_date(now))
    except NotOnOffer:
        raise CannotChangePlan(_("This plan is not on offer at the moment.")) from None


def _open_meals(subscription: Subscription, now: dt.datetime) -> list[Meal]:
    meals = subscription.meals.filter(state=Meal.State.PLANNED, date__gte=first_open_date(now))
    return list(meals.order_by("date", "pk"))


def _stop_asking(subscription: Subscription, actor: User | None, now: dt.datetime) -> None:
    """A period that waits is not asked for any more; money that comes all the same goes back."""
    for period in subscription.periods.filter(state=Period.State.WAITING).select_related("order"):
        try:
            with transaction.atomic():
                cancel_order(
                    order=period.order,
                    role=Role.CUSTOMER if actor == subscription.user else Role.SUPPORT,
                    actor=actor,
                    now=now,
                    reason="plan ended",
                )
        except (MoveRefused, OrderChangedMeanwhile):
            raise CannotChangePlan(
                _("Your payment has just arrived. Please look again in a moment.")
            ) from None
        Period.objects.filter(pk=period.pk).update(state=Period.State.LAPSED)
