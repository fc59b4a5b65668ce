"""What became of the meals that the kitchen has: handed over, or cancelled and given back."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.catalogue.models import MenuItem
from ordering.checkout.services import cancel_order
from ordering.delivery.schedule import today
from ordering.dietary.models import Eater
from ordering.dietary.services import needs_of
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile
from ordering.orders.states import Role, State

from .giving_back import credit_meal
from .kitchen import Kitchen, load_kitchen
from .laying import is_open
from .locks import lock
from .models import Meal, Subscription, SubscriptionEvent
from .news import date_words, record, tell
from .plates import dish_problem, fill_plates

logger = logging.getLogger(__name__)

BATCH = 500
# Longer than the pause between two turns of the job that asks.
LOOK_BACK = dt.timedelta(minutes=12)


def settle_meals(now: dt.datetime) -> int:
    """Follow the orders: a meal handed over is earned on that day, a cancelled one is credited.

    Returns how many were settled. Safe to repeat and beside itself: each state is left once.
    """
    delivered = Meal.objects.filter(state=Meal.State.ORDERED, order__state=State.DELIVERED)
    settled = 0
    for key, moment in delivered.values_list("pk", "order__state_changed_at")[:BATCH]:
        settled += Meal.objects.filter(pk=key, state=Meal.State.ORDERED).update(
            state=Meal.State.DELIVERED, settled_on=today(moment)
        )
    cancelled = Meal.objects.filter(state=Meal.State.ORDERED, order__state=State.CANCELLED)
    for meal in cancelled.select_related("subscription__plan", "subscription__user")[:BATCH]:
        with override(meal.subscription.language):
            reason = _("Its order was cancelled.")
        settled += credit_meal(meal, meal.subscription, reason=reason, actor=None, now=now)
    return settled


def follow_eater(old: Eater, new: Eater | None) -> None:
    """Somebody's needs were written down anew: subscriptions follow at once, in the transaction of
    that change, and every coming meal is checked by the next turn of `check_meals`."""
    concerned = Subscription.objects.filter(eater=old)
    if new is None:
        # Whoever eats is forgotten: nothing is called safe until somebody is named.
        concerned.update(eater=None, needs_check=True)
    else:
        concerned.update(eater=new, needs_check=True)


def follow_dishes(now: dt.datetime) -> bool:
    """Ask for a check of every running subscription when a dish was edited lately; safe to repeat.

    A worker that slept misses nothing that matters: each meal is judged again as it is made.
    """
    if not MenuItem.objects.filter(updated_at__gte=now - LOOK_BACK).exists():
        return False
    Subscription.objects.filter(state=Subscription.State.ACTIVE).update(needs_check=True)
    return True


def check_meals(now: dt.datetime, *, limit: int = 200) -> int:
    """Check the coming meals of subscriptions that asked for it; returns how many there were.

    The mark is taken first: a change that comes while we check asks for another check.
    """
    waiting = Subscription.objects.filter(needs_check=True).order_by("pk")[:limit]
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        return 0
    kitchen = load_kitchen(now)
    for key in keys:
        Subscription.objects.filter(pk=key).update(needs_check=False)
        try:
            check_subscription(key, kitchen, now=now)
        except Exception:
            logger.exception("the meals of subscription %s were not checked", key)
            Subscription.objects.filter(pk=key).update(needs_check=True)
    return len(keys)


def check_subscription(subscription_id: int, kitchen: Kitchen, *, now: dt.datetime) -> None:
    """Every coming meal suits whoever eats, as known now; what does not is replaced and told."""
    with transaction.atomic():
        subscription = lock(subscription_id)
        _take_back_unsafe(subscription, kitchen, now)
        coming = list(subscription.meals.filter(state=Meal.State.PLANNED, date__gte=today(now)))
        for meal, problem in fill_plates(subscription, coming, kitchen):
            _tell_replaced(subscription, meal, problem, now)


def _take_back_unsafe(subscription: Subscription, kitchen: Kitchen, now: dt.datetime) -> None:
    """A meal that the kitchen has, but has not begun, is called back when it became unsafe.

    It is planned again with another dish, and made an order by the next run. What is being cooked
    carries the verdict of the day on its card, and a person decides.
    """
    needs = needs_of(subscription.eater)
    with_kitchen = subscription.meals.filter(
        state=Meal.State.ORDERED, order__state=State.CONFIRMED
    ).select_related("order")
    for meal in with_kitchen:
        if dish_problem(meal, subscription, kitchen, needs) != "not_safe":
            continue
        assert meal.order is not None
        Meal.objects.filter(pk=meal.pk, state=Meal.State.ORDERED).update(
            state=Meal.State.PLANNED, order=None
        )
        try:
            with transaction.atomic():
                cancel_order(
                    order=meal.order, role=Role.SYSTEM, actor=None, now=now, reason="not safe"
                )
        except (MoveRefused, OrderChangedMeanwhile):
            Meal.objects.filter(pk=meal.pk, state=Meal.State.PLANNED).update(
                state=Meal.State.ORDERED, order=meal.order
            )


def _tell_replaced(subscription: Subscription, meal: Meal, problem: str, now: dt.datetime) -> None:
    """No word about why: what somebody may not eat is nobody else's business."""
    record(
        subscription,
        SubscriptionEvent.Kind.REPLACED,
        actor=None,
        now=now,
        detail=f"{meal.date} {meal.mealtime}",
    )
    if not is_open(meal.date, now):
        return
    with override(subscription.language):
        what = _("We had to change the dish for %(day)s. Please look, and choose another one.") % {
            "day": date_words(meal.date)
        }
    tell(
        subscription,
        key="subscription_news",
        unique=f"replaced:{meal.pk}:{now:%Y%m%d%H%M}",
        now=now,
        what=what,
        is_loud=False,
    )
