"""What a subscriber changes of the calendar, each until the cut-off of the meals concerned.

Every change locks the subscription, then its planned meals: changes follow one another, and a meal
that the generator takes in the same moment is either changed before or refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ordering.delivery.places import Place
from ordering.dietary.models import Eater
from ordering.dietary.services import needs_of
from site_core.users.models import User

from .buying import check_days, check_place, lock
from .errors import CannotChangePlan, TooLateToChange
from .kitchen import Kitchen, load_kitchen
from .laying import first_open_date, is_open, lay
from .models import Meal, Subscription, SubscriptionEvent
from .news import date_words, record, tell
from .plates import dish_problem, fill_plates

Kind = SubscriptionEvent.Kind
LONGEST_PAUSE = dt.timedelta(days=90)
# Free the place of a date while meals change theirs: far beyond any calendar.
ASIDE = dt.timedelta(days=36_525)
GONE = (Meal.State.SKIPPED, Meal.State.CREDITED, Meal.State.REFUNDED)


def skip_meal(*, meal: Meal, actor: User | None, now: dt.datetime) -> Meal:
    """Leave out one meal: it comes after the last one instead. Returns the new last meal.

    Raises TooLateToChange and changes nothing, also when it is skipped already.
    """
    with transaction.atomic():
        subscription, meal = _lock_meal(meal, now)
        kitchen = load_kitchen(now)
        date, mealtime = _after_last(subscription, kitchen)
        Meal.objects.filter(pk=meal.pk).update(
            state=Meal.State.SKIPPED, price=0, reason="", item=None
        )
        later = Meal.objects.create(
            subscription=subscription,
            period_id=meal.period_id,
            date=date,
            mealtime=mealtime,
            price=meal.price,
        )
        fill_plates(subscription, [later], kitchen)
        _note(
            subscription,
            Kind.SKIPPED,
            gettext_noop("The meal on %(day)s is skipped. It comes on %(later)s instead."),
            {"day": meal.date, "later": date},
            unique=f"skip:{meal.pk}",
            actor=actor,
            now=now,
        )
    return later


def choose_dish(*, meal: Meal, item_id: int, actor: User | None, now: dt.datetime) -> None:
    """Put another dish of the plan on a planned plate. Safe to repeat.

    Raises TooLateToChange or CannotChangePlan and changes nothing.
    """
    with transaction.atomic():
        subscription, meal = _lock_meal(meal, now)
        kitchen = load_kitchen(now)
        meal.item_id, meal.is_chosen = item_id, True
        problem = dish_problem(meal, subscription, kitchen, needs_of(subscription.eater))
        if problem:
            raise CannotChangePlan(_problem_words(problem))
        Meal.objects.filter(pk=meal.pk).update(item=item_id, is_chosen=True)
        _note(
            subscription,
            Kind.SWAPPED,
            gettext_noop("You chose a dish for %(day)s."),
            {"day": meal.date},
            unique=f"swap:{meal.pk}:{item_id}:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
        )


def _problem_words(problem: str) -> str:
    return {
        "not_safe": _("This dish does not suit whoever eats."),
        "sold_out": _("This dish is sold out for that day."),
    }.get(problem, _("This dish does not belong to the plan at that mealtime."))


def move_meal(*, meal: Meal, date: dt.date, actor: User | None, now: dt.datetime) -> None:
    """Have a meal on another day, at the same mealtime.

    Raises TooLateToChange or CannotChangePlan and changes nothing.
    """
    with transaction.atomic():
        subscription, meal = _lock_meal(meal, now)
        kitchen = load_kitchen(now)
        old = meal.date
        if not is_open(date, now):
            raise TooLateToChange(_("For that day it is too late."))
        if date > first_open_date(now) + LONGEST_PAUSE:
            raise CannotChangePlan(_("Please choose a day within the next three months."))
        if subscription.is_paused_on(date):
            raise CannotChangePlan(_("The plan is paused on that day."))
        if any(first <= date <= last for first, last in kitchen.closed_spans()):
            raise CannotChangePlan(_("The kitchen is closed on that day."))
        there = subscription.meals.exclude(state__in=GONE).exclude(pk=meal.pk)
        if there.filter(date=date, mealtime=meal.mealtime).exists():
            raise CannotChangePlan(_("There is a meal on that day already."))
        Meal.objects.filter(pk=meal.pk).update(date=date)
        meal.date = date
        fill_plates(subscription, [meal], kitchen)
        _note(
            subscription,
            Kind.MOVED,
            gettext_noop("The meal of %(day)s comes on %(later)s."),
            {"day": old, "later": date},
            unique=f"move:{meal.pk}:{date}:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
        )


def pause(
    *,
    subscription: Subscription,
    first: dt.date,
    until: dt.date,
    actor: User | None,
    now: dt.datetime,
) -> None:
    """No meals from `first` on; they go on at `until`, and the end moves by as many meals.

    Raises TooLateToChange or CannotChangePlan and changes nothing.
    """
    with transaction.atomic():
        subscription = _lock_running(subscription)
        if not is_open(first, now):
            raise TooLateToChange(_("For that day it is too late."))
        if not first < until <= first + LONGEST_PAUSE:
            raise CannotChangePlan(_("A pause ends after it begins, within three months."))
        moving = _planned(subscription, now).filter(date__gte=first)
        subscription.paused_from, subscription.paused_until = first, until
        _relay(subscription, list(moving), until, load_kitchen(now), now)
        subscription.save(update_fields=["paused_from", "paused_until"])
        _note(
            subscription,
            Kind.PAUSED,
            gettext_noop("Your plan is paused from %(day)s. Meals come again from %(later)s."),
            {"day": first, "later": until},
            unique=f"pause:{first}:{until}:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
        )


def resume(*, subscription: Subscription, actor: User | None, now: dt.datetime) -> None:
    """End a pause: the meals come again from the first day that is not too late.

    Raises CannotChangePlan where nothing is paused.
    """
    with transaction.atomic():
        subscription = _lock_running(subscription)
        until, start = subscription.paused_until, first_open_date(now)
        if until is None or until <= start:
            raise CannotChangePlan(_("Your plan is not paused."))
        assert subscription.paused_from is not None
        start = max(start, subscription.paused_from)
        moving = list(_planned(subscription, now).filter(date__gte=start))
        subscription.paused_from = subscription.paused_until = None
        _relay(subscription, moving, start, load_kitchen(now), now)
        subscription.save(update_fields=["paused_from", "paused_until"])
        _note(
            subscription,
            Kind.RESUMED,
            gettext_noop("Your plan goes on from %(day)s."),
            {"day": start},
            unique=f"resume:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
        )


def change_days(
    *,
    subscription: Subscription,
    weekdays: Sequence[int],
    mealtimes: Sequence[str],
    times: dict[str, str],
    actor: User | None,
    now: dt.datetime,
) -> None:
    """Other days, mealtimes and times: the meals not yet settled are laid anew, none is lost.

    Raises CannotSubscribe (the days do not fit the plan) and changes nothing.
    """
    with transaction.atomic():
        subscription = _lock_running(subscription)
        check_days(subscription.plan, weekdays, mealtimes)
        is_same = (sorted(set(weekdays)), set(mealtimes)) == (
            subscription.weekdays,
            set(subscription.mealtimes),
        )
        subscription.weekdays = sorted(set(weekdays))
        subscription.mealtimes = sorted(set(mealtimes), key=subscription.plan.mealtimes.index)
        subscription.times = times
        if not is_same:
            start = first_open_date(now)
            if subscription.paused_until and subscription.is_paused_on(start):
                start = subscription.paused_until
            moving = list(_planned(subscription, now))
            _relay(subscription, moving, start, load_kitchen(now), now)
        subscription.save(update_fields=["weekdays", "mealtimes", "times"])
        _tell_changed(subscription, gettext_noop("Your days and times have changed."), actor, now)


def change_place(
    *, subscription: Subscription, place: Place, actor: User | None, now: dt.datetime
) -> None:
    """Bring every meal that is not with the kitchen yet to another place.

    Raises CannotSubscribe where the plan does not go there.
    """
    with transaction.atomic():
        subscription = _lock_running(subscription)
        check_place(subscription.plan, place, subscription.mealtimes, load_kitchen(now))
        subscription.bed, subscription.area = place.bed, place.area
        subscription.directions = place.directions
        subscription.save(update_fields=["bed", "area", "directions"])
        _tell_changed(subscription, gettext_noop("Your meals come to another place."), actor, now)


def change_person(
    *,
    subscription: Subscription,
    eater: Eater | None,
    likes: Sequence[int],
    dislikes: Sequence[int],
    note: str,
    actor: User | None,
    now: dt.datetime,
) -> None:
    """Who eats, and what they like: also how a plan goes to somebody else. Dishes follow."""
    with transaction.atomic():
        subscription = _lock_running(subscription)
        subscription.eater, subscription.has_eater = eater, eater is not None
        subscription.likes, subscription.dislikes = list(likes), list(dislikes)
        subscription.note = note
        subscription.save(update_fields=["eater", "has_eater", "likes", "dislikes", "note"])
        fill_plates(subscription, list(_planned(subscription, now)), load_kitchen(now))
        _tell_changed(
            subscription, gettext_noop("Who eats, or what they like, has changed."), actor, now
        )


def set_renewal(
    *, subscription: Subscription, renews: bool, actor: User | None, now: dt.datetime
) -> None:
    """Whether another period is asked for at the end. Safe to repeat."""
    with transaction.atomic():
        changed = (
            Subscription.objects.filter(pk=subscription.pk)
            .exclude(renews=renews)
            .update(renews=renews)
        )
        if changed:
            record(subscription, Kind.CHANGED, actor=actor, now=now, detail=f"renews: {renews}")


def _planned(subscription: Subscription, now: dt.datetime) -> QuerySet[Meal]:
    """The meals that can still be changed, first to last, locked."""
    return (
        subscription.meals.select_for_update()
        .filter(state=Meal.State.PLANNED, date__gte=first_open_date(now))
        .order_by("date", "pk")
    )


def _lock_running(subscription: Subscription) -> Subscription:
    locked = lock(subscription.pk)
    if not locked.is_running:
        raise CannotChangePlan(_("This plan does not run at the moment."))
    return locked


def _lock_meal(meal: Meal, now: dt.datetime) -> tuple[Subscription, Meal]:
    """A planned meal before its cut-off with its subscription. Raises TooLateToChange."""
    subscription = lock(meal.subscription_id)
    fresh = Meal.objects.select_for_update().get(pk=meal.pk)
    if fresh.state != Meal.State.PLANNED or not is_open(fresh.date, now):
        raise TooLateToChange(
            _("This meal can no longer be changed: the kitchen plans it the evening before.")
        )
    return subscription, fresh


def _after_last(subscription: Subscription, kitchen: Kitchen) -> tuple[dt.date, str]:
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


def _relay(
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


def _tell_changed(
    subscription: Subscription, what: str, actor: User | None, now: dt.datetime
) -> None:
    record(subscription, Kind.CHANGED, actor=actor, now=now)
    with override(subscription.language):
        what = _(what)
    tell(
        subscription,
        key="subscription_news",
        unique=f"changed:{now:%Y%m%d%H%M%S}",
        now=now,
        what=what,
        is_loud=False,
    )


def _note(
    subscription: Subscription,
    kind: SubscriptionEvent.Kind,
    sentence: str,
    dates: dict[str, dt.date],
    *,
    unique: str,
    actor: User | None,
    now: dt.datetime,
) -> None:
    """An event with its dates, and the sentence in the language of whoever subscribed."""
    record(subscription, kind, actor=actor, now=now, detail=" > ".join(map(str, dates.values())))
    with override(subscription.language):
        what = _(sentence) % {name: date_words(date) for name, date in dates.items()}
    tell(subscription, key="subscription_news", unique=unique, now=now, what=what, is_loud=False)
