"""What can change of a running plan: days, place, person, a pause, another plan, the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ordering.delivery.selectors import kept_places, served_areas, wards_with_beds
from ordering.dietary.selectors import eaters_of
from site_core.base.errors import DomainError
from site_core.users.models import User

from . import changing
from .deeds import Preview, preview_end, preview_switch, rehearse
from .ending import change_plan, end_subscription
from .forms import (
    DaysForm,
    EndForm,
    MovePlaceForm,
    PauseForm,
    PersonForm,
    SwitchForm,
    account_user,
)
from .kitchen import load_kitchen
from .laying import first_open_date
from .models import Plan, Subscription
from .selectors import offered_plans, subscription_of, waiting_period
from .views import ask, dish_choices, page

Forms = dict[str, forms.Form]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_change(request: HttpRequest, code: str) -> HttpResponse:
    """One page with a form for every change; each is shown first, then confirmed."""
    user, now = account_user(request.user), timezone.now()
    subscription = subscription_of(user, code)
    found = _forms(request, subscription, user, now)
    deed = request.POST.get("deed", "")
    form = found.get(deed)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            answer = _do(request, subscription, deed, form, user, now)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("plan_change", code=subscription.code)
        if answer is not None:
            return answer
    context: dict[str, Any] = {
        "subscription": subscription,
        "forms": found,
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "kept": kept_places(user),
        "first": first_open_date(now),
        "offers": [o for o in offered_plans(now) if o.plan.pk != subscription.plan_id],
    }
    return page(request, "change", context, 422 if request.method == "POST" else 200)


def _forms(request: HttpRequest, subscription: Subscription, user: User, now: dt.datetime) -> Forms:
    deed = request.POST.get("deed", "")

    def posted(name: str) -> Any:
        return request.POST if deed == name else None

    first = first_open_date(now)
    return {
        "days": DaysForm(
            posted("days"),
            plan=subscription.plan,
            initial={
                "weekdays": subscription.weekdays,
                "mealtimes": subscription.mealtimes,
            },
        ),
        "place": MovePlaceForm(posted("place"), user=user),
        "person": PersonForm(
            posted("person"),
            eaters=list(eaters_of(user)),
            dishes=dish_choices(subscription.plan, load_kitchen(now)),
            initial={
                "eater": subscription.eater.code if subscription.eater else "",
                "likes": subscription.likes,
                "dislikes": subscription.dislikes,
                "note": subscription.note,
            },
        ),
        "pause": PauseForm(
            posted("pause"),
            initial={"first": first, "until": first + dt.timedelta(days=7)},
        ),
        "end": EndForm(posted("end"), initial={"way": "back"}),
        "switch": SwitchForm(posted("switch")),
    }


def _do(
    request: HttpRequest,
    subscription: Subscription,
    deed: str,
    form: forms.Form | None,
    user: User,
    now: dt.datetime,
) -> HttpResponse | None:
    """The question whether they are sure, or the deed; None for what is no deed of this page."""
    data = form.cleaned_data if form is not None else {}
    act: Callable[[], object]
    if deed == "days":
        act = lambda: changing.change_days(  # noqa: E731
            subscription=subscription,
            weekdays=data["weekdays"],
            mealtimes=data["mealtimes"],
            times=subscription.times,
            actor=user,
            now=now,
        )
    elif deed == "place" and isinstance(form, MovePlaceForm) and form.place is not None:
        place = form.place
        act = lambda: changing.change_place(  # noqa: E731
            subscription=subscription, place=place, actor=user, now=now
        )
    elif deed == "person" and isinstance(form, PersonForm):
        eater = form.chosen_eater
        act = lambda: changing.change_person(  # noqa: E731
            subscription=subscription,
            eater=eater,
            likes=data["likes"],
            dislikes=data["dislikes"],
            note=data["note"],
            actor=user,
            now=now,
        )
    elif deed == "pause":
        act = lambda: changing.pause(  # noqa: E731
            subscription=subscription,
            first=data["first"],
            until=data["until"],
            actor=user,
            now=now,
        )
    elif deed == "resume":
        act = lambda: changing.resume(subscription=subscription, actor=user, now=now)  # noqa: E731
    elif deed == "renewal":
        act = lambda: changing.set_renewal(  # noqa: E731
            subscription=subscription, renews="renews" in request.POST, actor=user, now=now
        )
    elif deed == "end":
        act = lambda: end_subscription(  # noqa: E731
            subscription=subscription, way=data["way"], actor=user, now=now
        )
    elif deed == "switch":
        plan = get_object_or_404(Plan, code=data["plan"], is_active=True)
        return _switch(request, subscription, plan, user, now)
    else:
        return None
    if "sure" not in request.POST and deed != "renewal":
        shown = preview_end(subscription, now) if deed == "end" else rehearse(subscription, act)
        return ask(request, subscription, shown.sentences)
    act()
    messages.success(request, _("It is noted. Your calendar shows it."))
    return redirect("plan", code=subscription.code)


def _switch(
    request: HttpRequest, subscription: Subscription, plan: Plan, user: User, now: dt.datetime
) -> HttpResponse:
    shown: Preview = preview_switch(subscription, plan, now)
    if "sure" not in request.POST:
        return ask(request, subscription, shown.sentences)
    kept = [m for m in subscription.mealtimes if m in plan.mealtimes]
    count = plan.meals_per_cycle if plan.rhythm == Plan.Rhythm.DAILY else len(kept) or 1
    others = [m for m in plan.mealtimes if m not in kept]
    change_plan(
        subscription=subscription,
        plan=plan,
        mealtimes=sorted([*kept, *others][:count], key=plan.mealtimes.index),
        actor=user,
        now=now,
    )
    waiting = waiting_period(subscription)
    if waiting is not None:
        return redirect("order_pay", code=waiting.order.code)
    messages.success(request, _("It is noted. Your calendar shows it."))
    return redirect("plan", code=subscription.code)
