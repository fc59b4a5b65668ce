"""What holds for all meals to come: days and times, the place, who eats, whether it goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from ordering.delivery.places import Place, fetch_place
from ordering.dietary.models import Eater
from site_core.users.models import User

from .calendars import lock_running, planned_meals, relay, tell_changed
from .checks import check_days, check_place, check_times
from .kitchen import load_kitchen
from .laying import first_open_date
from .models import Subscription, SubscriptionEvent
from .news import record
from .plates import fill_plates

Kind = SubscriptionEvent.Kind


def change_days(
    *,
    subscription: Subscription,
    weekdays: Sequence[int],
    mealtimes: Sequence[str],
    times: dict[str, str],
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Other days, mealtimes and times: the meals not yet settled are laid anew, none is lost.

    Raises CannotSubscribe (the days do not fit the plan) and changes nothing.
    """
    with transaction.atomic():
        subscription = lock_running(subscription)
        check_days(subscription.plan, weekdays, mealtimes)
        kitchen = load_kitchen(now)
        place = fetch_place(subscription)
        check_place(subscription.plan, place, mealtimes, kitchen)
        assert place is not None
        check_times(place, times, kitchen)
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
            moving = list(planned_meals(subscription, now))
            relay(subscription, moving, start, kitchen, now)
        subscription.save(update_fields=["weekdays", "mealtimes", "times"])
        tell_changed(
            subscription, gettext_noop("Your days and times have changed."), actor, now, reason
        )


def change_place(
    *,
    subscription: Subscription,
    place: Place,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Bring every meal that is not with the kitchen yet to another place.

    Raises CannotSubscribe where the plan does not go there.
    """
    with transaction.atomic():
        subscription = lock_running(subscription)
        check_place(subscription.plan, place, subscription.mealtimes, load_kitchen(now))
        subscription.bed, subscription.area = place.bed, place.area
        subscription.directions = place.directions
        subscription.save(update_fields=["bed", "area", "directions"])
        tell_changed(
            subscription, gettext_noop("Your meals come to another place."), actor, now, reason
        )


def change_person(
    *,
    subscription: Subscription,
    eater: Eater | None,
    likes: Sequence[int],
    dislikes: Sequence[int],
    note: str,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Who eats, and what they like: also how a plan goes to somebody else. Dishes follow."""
    with transaction.atomic():
        subscription = lock_running(subscription)
        subscription.eater, subscription.has_eater = eater, eater is not None
        subscription.likes, subscription.dislikes = list(likes), list(dislikes)
        subscription.note = note
        subscription.save(update_fields=["eater", "has_eater", "likes", "dislikes", "note"])
        fill_plates(subscription, list(planned_meals(subscription, now)), load_kitchen(now))
        tell_changed(
            subscription,
            gettext_noop("Who eats, or what they like, has changed."),
            actor,
            now,
            reason,
        )


def set_renewal(
    *,
    subscription: Subscription,
    renews: bool,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Whether another period is asked for at the end. Safe to repeat."""
    with transaction.atomic():
        changed = (
            Subscription.objects.filter(pk=subscription.pk)
            .exclude(renews=renews)
            .update(renews=renews)
        )
        if changed:
            record(
                subscription,
                Kind.CHANGED,
                actor=actor,
                now=now,
                detail=f"renews: {renews}",
                reason=reason,
            )
