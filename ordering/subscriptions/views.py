"""Plans in the account: choosing one, its calendar, one meal, and everything that can change."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ordering.carts.visitors import current_cart, mark_visitor
from ordering.checkout.habits import usual_place
from ordering.credit.selectors import balance_of
from ordering.delivery.places import fetch_place, place_of
from ordering.delivery.selectors import kept_places, served_areas, wards_with_beds
from ordering.dietary.selectors import eaters_of
from ordering.orders.values import Contact
from ordering.payments.methods import offered_methods
from ordering.payments.models import Method
from site_core.base.errors import DomainError
from site_core.users.models import User

from .acts import Act, meal_act_of, meal_form_of
from .buying import NewSubscription, offer_for, subscribe
from .deeds import rehearse
from .forms import MoveForm, SubscribeForm, account_user, dish_choices
from .kitchen import Kitchen, load_kitchen
from .laying import first_open_date
from .models import Meal, Plan, Subscription
from .prices import NotOnOffer, Offer
from .selectors import (
    calendar_of,
    dishes_for,
    last_date,
    offered_plans,
    subscription_of,
    subscriptions_of,
    waiting_period,
)


def page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return mark_visitor(
        request, render(request, f"customers/plans/{name}.html", context, status=status)
    )


@never_cache
@login_required
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """What runs, what waits for payment, what is over; and what can be had."""
    user, now = account_user(request.user), timezone.now()
    return page(
        request,
        "plans",
        {"subscriptions": subscriptions_of(user)[:50], "offers": offered_plans(now)},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest, plan: str) -> HttpResponse:
    """Subscribe: days, mealtimes, place, who eats and how to pay, on one page."""
    user, now = account_user(request.user), timezone.now()
    chosen = get_object_or_404(Plan, code=plan, is_active=True)
    try:
        offer = offer_for(chosen, user, now, wants_trial="try" in request.GET)
    except NotOnOffer:
        raise Http404 from None
    kitchen = load_kitchen(now)
    form = _subscribe_form(request, user, offer, kitchen, now)
    if request.method == "POST" and form.is_valid():
        try:
            subscription = subscribe(new=_wish(form, offer, user), now=now)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            waiting = waiting_period(subscription)
            if waiting is not None:
                return redirect("order_pay", code=waiting.order.code)
            return redirect("plan", code=subscription.code)
    context = {
        "form": form,
        "offer": offer,
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "kept": kept_places(user),
        "credit": balance_of(user),
        "trial": _trial_of(chosen, user, offer, now),
        "first": first_open_date(now),
    }
    return page(request, "new", context, 422 if form.is_bound else 200)


def _trial_of(plan: Plan, user: User, offer: Offer, now: dt.datetime) -> Offer | None:
    """The first try that this person may choose instead of the whole plan."""
    trial = offer_for(plan, user, now, wants_trial=True)
    return trial if trial.is_trial and not offer.is_trial else None


def _known_place(request: HttpRequest, user: User) -> dict[str, str]:
    """Where they look at the menu for, else where the last order went: the fields of a place."""
    cart = current_cart(request)
    place = (fetch_place(cart) if cart is not None else None) or usual_place(user)
    if place is None:
        return {}
    if place.bed is not None:
        return {"bed": place.bed.code}
    assert place.area is not None
    return {"area": place.area.code, "directions": place.directions}


def _subscribe_form(
    request: HttpRequest, user: User, offer: Offer, kitchen: Kitchen, now: dt.datetime
) -> SubscribeForm:
    plan = offer.plan
    count = plan.meals_per_cycle if plan.rhythm == Plan.Rhythm.DAILY else 1
    methods = [
        method
        for method in offered_methods(zone=None, amount=offer.amount)
        if method.method != Method.CASH
    ]
    return SubscribeForm(
        request.POST if request.method == "POST" else None,
        user=user,
        offer=offer,
        slots=kitchen.times_of(plan, None),
        methods=methods,
        eaters=list(eaters_of(user)),
        dishes=dish_choices(plan, kitchen),
        initial={
            "token": uuid.uuid4(),
            "amount": offer.amount,
            "starts_on": first_open_date(now),
            "weekdays": list(range(7)),
            "mealtimes": plan.mealtimes[:count],
            "name": user.name,
            "phone": user.phone or "",
            "payer_phone": user.phone or "",
            "renews": True,
            **_known_place(request, user),
        },
    )


def _wish(form: SubscribeForm, offer: Offer, user: User) -> NewSubscription:
    data = form.cleaned_data
    assert form.place is not None
    return NewSubscription(
        token=data["token"],
        contact=Contact(
            name=data["name"],
            phone=data["phone"],
            email=user.email or "",
            language=get_language() or "en",
            user=user,
        ),
        plan=offer.plan,
        starts_on=data["starts_on"],
        weekdays=data["weekdays"],
        mealtimes=data["mealtimes"],
        times=form.times,
        wants_trial=offer.is_trial,
        place=form.place,
        eater=form.chosen_eater,
        payment_method=data["method"],
        payer_phone=data["payer_phone"],
        amount=data["amount"],
        likes=data["likes"],
        dislikes=data["dislikes"],
        note=data["note"],
        use_credit=data["use_credit"],
        renews=data["renews"],
    )


@never_cache
@login_required
@require_GET
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar of a plan, and where it stands."""
    now = timezone.now()
    subscription = subscription_of(account_user(request.user), code)
    return page(
        request,
        "plan",
        {
            "subscription": subscription,
            "place": place_of(subscription),
            "days": calendar_of(subscription, load_kitchen(now), now),
            "waiting": waiting_period(subscription),
            "last": last_date(subscription),
            "today": first_open_date(now),
        },
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_meal(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One meal: another dish, another day, or none. Skipping and moving are shown first."""
    now, user = timezone.now(), account_user(request.user)
    subscription = subscription_of(user, code)
    meal = get_object_or_404(
        Meal.objects.select_related("item"), pk=number, subscription=subscription
    )
    form = meal_form_of(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form is None or form.is_valid()):
        deed = request.POST.get("deed", "")
        act = meal_act_of(meal, deed, form, actor=user, now=now)
        if act is not None:
            return _do(request, subscription, deed, act)
    kitchen = load_kitchen(now)
    dishes = [
        (dish, kitchen.plates[dish.key].item) for dish in dishes_for(meal, subscription, kitchen)
    ]
    context = {
        "subscription": subscription,
        "meal": meal,
        "dishes": dishes,
        "move": form if isinstance(form, MoveForm) else MoveForm(),
        "first": first_open_date(now),
    }
    return page(request, "meal", context, 422 if request.method == "POST" else 200)


MEAL_DONE = {
    "dish": gettext_lazy("Your dish is noted."),
    "skip": gettext_lazy("The meal is skipped."),
    "move": gettext_lazy("The meal is moved."),
}


def _do(request: HttpRequest, subscription: Subscription, deed: str, act: Act) -> HttpResponse:
    """A dish is chosen at once; what changes the calendar is shown before it is confirmed."""
    try:
        if deed != "dish" and "sure" not in request.POST:
            return ask(request, subscription, rehearse(subscription, act).sentences)
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(MEAL_DONE[deed]))
    return redirect("plan", code=subscription.code)


def ask(
    request: HttpRequest, subscription: Subscription, sentences: tuple[str, ...]
) -> HttpResponse:
    """Say what will happen, with everything that was posted in a form that confirms it."""
    posted = [
        (name, value)
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", "sure"}
        for value in request.POST.getlist(name)
    ]
    context = {"subscription": subscription, "sentences": sentences, "posted": posted}
    return page(request, "sure", context)
