"""One meal: left out, with another dish, or on another day. Each until its cut-off."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ordering.dietary.services import needs_of
from site_core.users.models import User

from .calendars import GONE, after_last, lock_meal, note
from .errors import CannotChangePlan, TooLateToChange
from .kitchen import load_kitchen
from .laying import LONGEST_AHEAD, first_open_date, is_open
from .models import Meal, SubscriptionEvent
from .plates import dish_problem, fill_plates

Kind = SubscriptionEvent.Kind


def skip_meal(*, meal: Meal, actor: User | None, now: dt.datetime, reason: str = "") -> Meal:
    """Leave out one meal: it comes after the last one instead. Returns the new last meal.

    Raises TooLateToChange and changes nothing, also when it is skipped already.
    """
    with transaction.atomic():
        subscription, meal = lock_meal(meal, now)
        kitchen = load_kitchen(now)
        date, mealtime = after_last(subscription, kitchen)
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
        note(
            subscription,
            Kind.SKIPPED,
            gettext_noop("The meal on %(day)s is skipped. It comes on %(later)s instead."),
            {"day": meal.date, "later": date},
            unique=f"skip:{meal.pk}",
            actor=actor,
            now=now,
            reason=reason,
        )
    return later


def choose_dish(
    *, meal: Meal, item_id: int, actor: User | None, now: dt.datetime, reason: str = ""
) -> None:
    """Put another dish of the plan on a planned plate. Safe to repeat.

    Raises TooLateToChange or CannotChangePlan and changes nothing.
    """
    with transaction.atomic():
        subscription, meal = lock_meal(meal, now)
        kitchen = load_kitchen(now)
        meal.item_id, meal.is_chosen = item_id, True
        problem = dish_problem(meal, subscription, kitchen, needs_of(subscription.eater))
        if problem:
            raise CannotChangePlan(_problem_words(problem))
        Meal.objects.filter(pk=meal.pk).update(item=item_id, is_chosen=True)
        note(
            subscription,
            Kind.SWAPPED,
            gettext_noop("You chose a dish for %(day)s."),
            {"day": meal.date},
            unique=f"swap:{meal.pk}:{item_id}:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
            reason=reason,
        )


def _problem_words(problem: str) -> str:
    return {
        "not_safe": _("This dish does not suit whoever eats."),
        "sold_out": _("This dish is sold out for that day."),
    }.get(problem, _("This dish does not belong to the plan at that mealtime."))


def move_meal(
    *, meal: Meal, date: dt.date, actor: User | None, now: dt.datetime, reason: str = ""
) -> None:
    """Have a meal on another day, at the same mealtime.

    Raises TooLateToChange or CannotChangePlan and changes nothing.
    """
    with transaction.atomic():
        subscription, meal = lock_meal(meal, now)
        kitchen = load_kitchen(now)
        old = meal.date
        if not is_open(date, now):
            raise TooLateToChange(_("For that day it is too late."))
        if date > first_open_date(now) + LONGEST_AHEAD:
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
        note(
            subscription,
            Kind.MOVED,
            gettext_noop("The meal of %(day)s comes on %(later)s."),
            {"day": old, "later": date},
            unique=f"move:{meal.pk}:{date}:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
            reason=reason,
        )
