"""The changes of a running plan by name: the form of each and the service that makes it.

Customers and staff change a plan through the same ones; staff say why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict

from ordering.delivery.places import place_of
from ordering.dietary.selectors import eaters_of
from site_core.users.models import User

from . import changing, meal_changes, pausing
from .ending import end_subscription
from .forms import (
    DaysForm,
    DishForm,
    EndForm,
    MoveForm,
    MovePlaceForm,
    OfferForm,
    PauseForm,
    PersonForm,
    dish_choices,
)
from .handing_over import offer_plan, withdraw_offer
from .kitchen import Kitchen
from .laying import first_open_date
from .models import Meal, Subscription

Forms = dict[str, forms.Form]
Act = Callable[[], object]
# Deeds whose service takes what the form asks, by its names.
SERVICES: Mapping[str, Callable[..., object]] = {
    "pause": pausing.pause,
    "hold": pausing.hold,
    "resume": pausing.resume,
    "offer": offer_plan,
    "withdraw": withdraw_offer,
    "end": end_subscription,
}


def forms_of(
    subscription: Subscription, kitchen: Kitchen, posted: QueryDict | None, now: dt.datetime
) -> Forms:
    """The forms of a plan by deed; the one that was posted is bound. Two queries."""
    deed = posted.get("deed", "") if posted is not None else ""
    user, first = subscription.user, first_open_date(now)

    def data(name: str) -> Any:
        return posted if deed == name else None

    return {
        "days": DaysForm(
            data("days"),
            plan=subscription.plan,
            slots=kitchen.times_of(subscription.plan, place_of(subscription)),
            initial={
                "weekdays": subscription.weekdays,
                "mealtimes": subscription.mealtimes,
                **{f"time_{mealtime}": code for mealtime, code in subscription.times.items()},
            },
        ),
        "place": MovePlaceForm(data("place"), user=user),
        "person": PersonForm(
            data("person"),
            eaters=list(eaters_of(user)) if user is not None else [],
            dishes=dish_choices(subscription.plan, kitchen),
            initial={
                "eater": subscription.eater.code if subscription.eater else "",
                "likes": subscription.likes,
                "dislikes": subscription.dislikes,
                "note": subscription.note,
            },
        ),
        "pause": PauseForm(
            data("pause"), initial={"first": first, "until": first + dt.timedelta(days=7)}
        ),
        "offer": OfferForm(data("offer")),
        "end": EndForm(data("end"), initial={"way": "back"}),
    }


def act_of(
    subscription: Subscription,
    deed: str,
    form: forms.Form | None,
    *,
    actor: User,
    now: dt.datetime,
    reason: str = "",
) -> Act | None:
    """What a deed does once its form is valid; None for what is no deed of a plan."""
    data = form.cleaned_data if form is not None else {}
    said: dict[str, Any] = {
        "subscription": subscription,
        "actor": actor,
        "now": now,
        "reason": reason,
    }
    if isinstance(form, MovePlaceForm):
        assert form.place is not None
        return partial(changing.change_place, place=form.place, **said)
    if isinstance(form, PersonForm):
        tastes = {name: data[name] for name in ("likes", "dislikes", "note")}
        return partial(changing.change_person, eater=form.chosen_eater, **tastes, **said)
    if isinstance(form, DaysForm):
        return partial(
            changing.change_days,
            weekdays=data["weekdays"],
            mealtimes=data["mealtimes"],
            times=form.times,
            **said,
        )
    service = SERVICES.get(deed)
    return partial(service, **data, **said) if service is not None else None


def meal_form_of(posted: QueryDict | None) -> forms.Form | None:
    """The form of a deed that concerns one meal; None where it has none."""
    deed = posted.get("deed", "") if posted is not None else ""
    return {"dish": DishForm, "move": MoveForm}.get(deed, lambda _posted: None)(posted)


def meal_act_of(
    meal: Meal,
    deed: str,
    form: forms.Form | None,
    *,
    actor: User,
    now: dt.datetime,
    reason: str = "",
) -> Act | None:
    """What a deed does to one meal; None for what is no deed of a meal."""
    said: dict[str, Any] = {"meal": meal, "actor": actor, "now": now, "reason": reason}
    if isinstance(form, DishForm):
        return partial(meal_changes.choose_dish, item_id=form.cleaned_data["item"], **said)
    if isinstance(form, MoveForm):
        return partial(meal_changes.move_meal, date=form.cleaned_data["date"], **said)
    if deed == "skip":
        return partial(meal_changes.skip_meal, **said)
    return None
