"""No meals for a while: with a date, or until somebody says so."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from site_core.users.models import User

from .calendars import lock_running, note, planned_meals, relay
from .errors import CannotChangePlan, TooLateToChange
from .kitchen import load_kitchen
from .laying import LONGEST_AHEAD, UNTIL_FURTHER_NOTICE, first_open_date, is_open
from .models import Subscription, SubscriptionEvent

Kind = SubscriptionEvent.Kind


def pause(
    *,
    subscription: Subscription,
    first: dt.date,
    until: dt.date,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """No meals from `first` on; they go on at `until`, and the end moves by as many meals.

    Raises TooLateToChange or CannotChangePlan and changes nothing.
    """
    with transaction.atomic():
        subscription = lock_running(subscription)
        if not is_open(first, now):
            raise TooLateToChange(_("For that day it is too late."))
        if not first < until <= first + LONGEST_AHEAD:
            raise CannotChangePlan(_("A pause ends after it begins, within three months."))
        moving = planned_meals(subscription, now).filter(date__gte=first)
        subscription.paused_from, subscription.paused_until = first, until
        relay(subscription, list(moving), until, load_kitchen(now), now)
        subscription.save(update_fields=["paused_from", "paused_until"])
        note(
            subscription,
            Kind.PAUSED,
            gettext_noop("Your plan is paused from %(day)s. Meals come again from %(later)s."),
            {"day": first, "later": until},
            unique=f"pause:{first}:{until}:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
            reason=reason,
        )


def hold(
    *, subscription: Subscription, actor: User | None, now: dt.datetime, reason: str = ""
) -> None:
    """No meals from the first open day on, until somebody resumes: after a discharge, or between
    two homes, when nobody knows a date. Nothing is lost and nothing is asked for meanwhile.

    Raises CannotChangePlan where the plan does not run or is on hold already.
    """
    with transaction.atomic():
        subscription = lock_running(subscription)
        if subscription.is_held:
            raise CannotChangePlan(_("Your plan is on hold already."))
        first = first_open_date(now)
        moving = list(planned_meals(subscription, now))
        if not moving:
            raise CannotChangePlan(_("No meal is left that could wait."))
        subscription.paused_from, subscription.paused_until = first, UNTIL_FURTHER_NOTICE
        relay(subscription, moving, UNTIL_FURTHER_NOTICE, load_kitchen(now), now)
        subscription.save(update_fields=["paused_from", "paused_until"])
        note(
            subscription,
            Kind.HELD,
            gettext_noop("From %(day)s on no meals come. They wait until you say so."),
            {"day": first},
            unique=f"hold:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
            reason=reason,
        )


def resume(
    *, subscription: Subscription, actor: User | None, now: dt.datetime, reason: str = ""
) -> None:
    """End a pause: the meals come again from the first day that is not too late.

    Raises CannotChangePlan where nothing is paused.
    """
    with transaction.atomic():
        subscription = lock_running(subscription)
        until, start = subscription.paused_until, first_open_date(now)
        if until is None or until <= start:
            raise CannotChangePlan(_("Your plan is not paused."))
        assert subscription.paused_from is not None
        start = max(start, subscription.paused_from)
        moving = list(planned_meals(subscription, now).filter(date__gte=start))
        subscription.paused_from = subscription.paused_until = None
        relay(subscription, moving, start, load_kitchen(now), now)
        subscription.save(update_fields=["paused_from", "paused_until"])
        note(
            subscription,
            Kind.RESUMED,
            gettext_noop("Your plan goes on from %(day)s."),
            {"day": start},
            unique=f"resume:{now:%Y%m%d%H%M}",
            actor=actor,
            now=now,
            reason=reason,
        )
