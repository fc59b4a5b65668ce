"""What can change of a running plan: days, place, person, a pause, another plan, the end."""

from __future__ import annotations

import datetime as dt
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
from site_core.base.errors import DomainError
from site_core.users.models import User

from .acts import act_of, forms_of
from .changing import set_renewal
from .deeds import Preview, preview, preview_switch
from .ending import change_plan
from .forms import SwitchForm, account_user
from .kitchen import load_kitchen
from .laying import first_open_date
from .models import Plan, Subscription
from .selectors import offered_plans, open_handover, subscription_of, waiting_period
from .views import ask, page


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_change(request: HttpRequest, code: str) -> HttpResponse:
    """One page with a form for every change; each is shown first, then confirmed."""
    user, now = account_user(request.user), timezone.now()
    subscription = subscription_of(user, code)
    posted = request.POST if request.method == "POST" else None
    found = {
        **forms_of(subscription, load_kitchen(now), posted, now),
        "switch": SwitchForm(posted if posted and posted.get("deed") == "switch" else None),
    }
    deed = request.POST.get("deed", "")
    form = found.get(deed)
    if posted is not None and (form is None or form.is_valid()):
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
        "offered": open_handover(subscription, now),
        "offers": [o for o in offered_plans(now) if o.plan.pk != subscription.plan_id],
    }
    return page(request, "change", context, 422 if request.method == "POST" else 200)


def _do(
    request: HttpRequest,
    subscription: Subscription,
    deed: str,
    form: forms.Form | None,
    user: User,
    now: dt.datetime,
) -> HttpResponse | None:
    """The question whether they are sure, or the deed; None for what is no deed of this page."""
    if isinstance(form, SwitchForm):
        plan = get_object_or_404(Plan, code=form.cleaned_data["plan"], is_active=True)
        return _switch(request, subscription, plan, user, now)
    if deed == "renewal":
        set_renewal(subscription=subscription, renews="renews" in request.POST, actor=user, now=now)
    else:
        act = act_of(subscription, deed, form, actor=user, now=now)
        if act is None:
            return None
        if "sure" not in request.POST:
            return ask(request, subscription, preview(subscription, deed, act, now).sentences)
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
