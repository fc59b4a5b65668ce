"""Money of meals that will not come: store credit for one, or the way it came for what is left."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.credit.services import grant
from ordering.delivery.schedule import today
from ordering.orders.models import Order
from ordering.refunds.models import Refund
from ordering.refunds.services import open_refund_task, refund_order
from site_core.base.money import format_rwf
from site_core.users.models import User

from .errors import TooLateToChange
from .models import Meal, Period, Subscription, SubscriptionEvent
from .news import date_words, record, tell


def credit_meal(
    meal: Meal, subscription: Subscription, *, reason: str, actor: User | None, now: dt.datetime
) -> bool:
    """Give back what a meal is worth as store credit; True the first time, whoever asks.

    `reason` is a sentence in the language of the subscription. Without an account there is no
    store credit: then a person gives it back.
    """
    with transaction.atomic():
        won = Meal.objects.filter(
            pk=meal.pk, state__in=[Meal.State.PLANNED, Meal.State.ORDERED]
        ).update(state=Meal.State.CREDITED, reason=reason[:200], settled_on=today(now))
        if not won:
            return False
        order = Period.objects.select_related("order__user").get(pk=meal.period_id).order
        with override(subscription.language):
            words = (
                _("Your meal on %(day)s does not come. %(reason)s You have %(amount)s back.")
                if order.user == subscription.user
                else _("Your meal on %(day)s does not come. %(reason)s Whoever paid has it back.")
            )
            what = words % {
                "day": date_words(meal.date),
                "reason": reason,
                "amount": format_rwf(meal.price),
            }
        if meal.price:
            _give(meal, order, reason=reason, actor=actor, now=now)
        record(
            subscription,
            SubscriptionEvent.Kind.CREDITED,
            actor=actor,
            now=now,
            detail=f"{meal.date} {meal.mealtime}",
        )
        tell(subscription, key="subscription_news", unique=f"credit:{meal.pk}", now=now, what=what)
    return True


def _give(meal: Meal, order: Order, *, reason: str, actor: User | None, now: dt.datetime) -> None:
    """To the account that paid, whoever has the plan by now."""
    key = f"meal:{meal.pk}"
    if order.user is not None:
        grant(
            user=order.user,
            amount=meal.price,
            reason=reason,
            unique_key=key,
            now=now,
            actor=actor,
        )
    else:
        open_refund_task(order=order, amount=meal.price, reason=reason, now=now, unique_key=key)


def paid_by_somebody_else(subscription: Subscription) -> bool:
    """Whether what goes back of a plan goes to another account than its holder's. One query."""
    coming = Period.objects.filter(plates__state=Meal.State.PLANNED, subscription=subscription)
    return coming.exclude(order__user=subscription.user_id).exists()


def worth_of(meals: Iterable[Meal]) -> int:
    """RWF that these meals are worth together."""
    return sum(meal.price for meal in meals)


def pay_back(
    meals: Iterable[Meal],
    subscription: Subscription,
    *,
    way: str,
    reason: str,
    actor: User | None,
    now: dt.datetime,
) -> int:
    """Take planned meals out and give back exactly what they are worth, in RWF; returns how much.

    `way` is one of `Refund.Way`: the way it came, cash, or store credit. Inside a transaction that
    holds the subscription's lock. Raises TooLateToChange where a meal became an order meanwhile.
    """
    by_period: dict[int, list[Meal]] = defaultdict(list)
    for meal in meals:
        by_period[meal.period_id].append(meal)
    total = 0
    for period in Period.objects.filter(pk__in=by_period).select_related("order").order_by("pk"):
        gone = by_period[period.pk]
        won = Meal.objects.filter(
            pk__in=[meal.pk for meal in gone], state=Meal.State.PLANNED
        ).update(state=Meal.State.REFUNDED, reason=reason[:200], settled_on=today(now))
        if won != len(gone):
            raise TooLateToChange(_("The kitchen has just begun with one of these meals."))
        amount = worth_of(gone)
        if amount:
            refund_order(
                order=period.order,
                amount=amount,
                reason=reason,
                # The rules of the house decide this amount, not whoever presses the button.
                actor=None,
                now=now,
                unique_key=f"period:{period.pk}:{min(meal.pk for meal in gone)}",
                way=way,
            )
        total += amount
    return total


WAYS = (Refund.Way.BACK, Refund.Way.CREDIT)
