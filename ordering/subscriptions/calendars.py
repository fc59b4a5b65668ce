"""The calendar of one subscription: locking its meals, laying them anew, telling of it.

Every change locks the subscription, then its planned meals: changes follow one another, and a meal
that the generator takes in the same moment is either changed before or refused.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from site_core.users.models import User

from .errors import CannotChangePlan, TooLateToChange
from .kitchen import Kitchen
from .laying import first_open_date, is_open, lay
from .locks import lock
from .models import Meal, Subscription, SubscriptionEvent
from .news import date_words, record, tell
from .plates import fill_plates

# Free the place of a date while meals change theirs: far beyond any calendar.
ASIDE = dt.timedelta(days=36_525)
GONE = (Meal.State.SKIPPED, Meal.State.CREDITED, Meal.State.REFUNDED)


def planned_meals(subscription: Subscription, now: dt.datetime) -> QuerySet[Meal]:
    """The meals that can still be changed, first to last, locked."""
    return (
        subscription.meals.select_for_update()
        .filter(state=Meal.State.PLANNED, date__gte=first_open_date(now))
        .order_by("date", "pk")
    )


def lock_running(subscription: Subscription) -> Subscription:
    locked = lock(subscription.pk)
    if not locked.is_running:
        raise CannotChangePlan(_("This plan does not run at the moment."))
    return locked


def lock_meal(meal: Meal, now: dt.datetime) -> tuple[Subscription, Meal]:
    """A planned meal before its cut-off with its subscription. Raises TooLateToChange."""
    subscription = lock(meal.subscription_id)
    fresh = Meal.objects.select_for_update().get(pk=meal.pk)
    if fresh.state != Meal.State.PLANNED or not is_open(fresh.date, now):
        raise TooLateToChange(
            _("This meal can no longer be changed: the kitchen plans it the evening before.")
        )
    return subscription, fresh


def after_last(subscription: Subscription, kitchen: Kitchen) -> tuple[dt.date, str]:
    """The place in the calendar that follows the last meal."""
    live = subscription.meals.exclude(state__in=GONE)
    taken = set(live.values_list("date", "mealtime"))
    last = max(date for date, _mealtime in taken)
    (due,) = lay(
        last,
        subscription.weekdays,
        subscription.mealtimes,
        1,
        # A gap on the last day, before its last meal, is no place after it.
        taken=taken | {(last, mealtime) for mealtime in subscription.mealtimes},
        closed=kitchen.closed_spans(),
    )
    return due


def relay(
    subscription: Subscription,
    meals: list[Meal],
    start: dt.date,
    kitchen: Kitchen,
    now: dt.datetime,
) -> None:
    """Lay meals anew from `start` on, in their order, around those that stay; constant queries."""
    staying = subscription.meals.exclude(state__in=GONE).exclude(pk__in=[m.pk for m in meals])
    closed = kitchen.closed_spans()
    if subscription.paused_from and subscription.paused_until:
        last = subscription.paused_until - dt.timedelta(days=1)
        closed = [*closed, (subscription.paused_from, last)]
    dues = lay(
        max(start, first_open_date(now)),
        subscription.weekdays,
        subscription.mealtimes,
        len(meals),
        taken=set(staying.values_list("date", "mealtime")),
        closed=closed,
    )
    # In two steps: a date that one meal leaves may be the one that another takes.
    for meal in meals:
        meal.date += ASIDE
    Meal.objects.bulk_update(meals, ["date"], batch_size=200)
    for meal, (date, mealtime) in zip(meals, dues, strict=True):
        meal.date, meal.mealtime = date, mealtime
    Meal.objects.bulk_update(meals, ["date", "mealtime"], batch_size=200)
    fill_plates(subscription, meals, kitchen)


def tell_changed(
    subscription: Subscription, what: str, actor: User | None, now: dt.datetime, reason: str
) -> None:
    record(subscription, SubscriptionEvent.Kind.CHANGED, actor=actor, now=now, reason=reason)
    with override(subscription.language):
        what = _(what)
    tell(
        subscription,
        key="subscription_news",
        unique=f"changed:{now:%Y%m%d%H%M%S}",
        now=now,
        what=f"{what} {reason}".strip(),
        is_loud=False,
    )


def note(
    subscription: Subscription,
    kind: SubscriptionEvent.Kind,
    sentence: str,
    dates: dict[str, dt.date],
    *,
    unique: str,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """An event with its dates, and the sentence in the language of whoever subscribed.

    `reason` is what staff wrote; whoever subscribed reads it as well.
    """
    detail = " > ".join(map(str, dates.values()))
    record(subscription, kind, actor=actor, now=now, detail=detail, reason=reason)
    with override(subscription.language):
        what = _(sentence) % {name: date_words(date) for name, date in dates.items()}
    what = f"{what} {reason}".strip()
    tell(subscription, key="subscription_news", unique=unique, now=now, what=what, is_loud=False)
