"""Changing a subscription for a customer: the customer's own services, with a reason.

Each deed is shown before it is confirmed, leaves an event with the reason, and is told.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.carts.fields import OneLineField
from ordering.delivery.places import PLACE_RELATIONS, place_of
from ordering.delivery.selectors import kept_places, served_areas, wards_with_beds
from ordering.subscriptions.acts import Act, act_of, forms_of, meal_act_of, meal_form_of
from ordering.subscriptions.deeds import preview
from ordering.subscriptions.kitchen import load_kitchen
from ordering.subscriptions.models import Meal, Subscription
from ordering.subscriptions.selectors import dishes_for, open_handover
from site_core.base.errors import DomainError

from .base import actor_of, needs

MAY_SERVE = "subscriptions.serve_subscription"
SEES = "subscriptions.view_subscription"


class ReasonForm(forms.Form):
    reason = OneLineField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("The customer reads it in the message about this change."),
        error_messages={"required": gettext_lazy("Please say why.")},
    )


def sheet_of(row: Subscription) -> str:
    return reverse("subscriptions_subscription_modeladmin_inspect", args=[row.pk])


def _row(pk: int) -> Subscription:
    rows = Subscription.objects.select_related("plan", "eater", "user", *PLACE_RELATIONS)
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(SEES, MAY_SERVE)
def change_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, hold, days, place, person, the end: a form for each."""
    row, now = _row(pk), timezone.now()
    posted = request.POST if request.method == "POST" else None
    found, said = forms_of(row, load_kitchen(now), posted, now), ReasonForm(posted)
    deed = request.POST.get("deed", "")
    form = found.get(deed)
    if posted is not None and said.is_valid() and (form is None or form.is_valid()):
        reason = said.cleaned_data["reason"]
        act = act_of(row, deed, form, actor=actor_of(request), now=now, reason=reason)
        if act is not None:
            return _do(request, row, deed, act)
    context: dict[str, Any] = {
        "subscription": row,
        "place": place_of(row),
        "forms": found,
        "said": said,
        "offered": open_handover(row, now),
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "kept": kept_places(row.user),
        "sheet_url": sheet_of(row),
    }
    return _page(request, "subscription_change", context, is_refused=posted is not None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(SEES, MAY_SERVE)
def meal_view(request: HttpRequest, pk: int, meal: int) -> HttpResponse:
    """One meal of a subscription: left out, with another dish, or on another day."""
    row, now = _row(pk), timezone.now()
    plate = get_object_or_404(Meal.objects.select_related("item"), pk=meal, subscription=row)
    posted = request.POST if request.method == "POST" else None
    form, said = meal_form_of(posted), ReasonForm(posted)
    deed = request.POST.get("deed", "")
    if posted is not None and said.is_valid() and (form is None or form.is_valid()):
        reason = said.cleaned_data["reason"]
        act = meal_act_of(plate, deed, form, actor=actor_of(request), now=now, reason=reason)
        if act is not None:
            return _do(request, row, deed, act)
    kitchen = load_kitchen(now)
    context: dict[str, Any] = {
        "subscription": row,
        "meal": plate,
        "dishes": [kitchen.plates[dish.key].item for dish in dishes_for(plate, row, kitchen)],
        "said": said,
        "form": form,
        "sheet_url": sheet_of(row),
    }
    return _page(request, "subscription_meal", context, is_refused=posted is not None)


def _do(request: HttpRequest, row: Subscription, deed: str, act: Act) -> HttpResponse:
    """Show what a deed means, or do it once that is confirmed."""
    try:
        if "sure" not in request.POST:
            shown = preview(row, deed, act, timezone.now())
            posted = [
                (name, value)
                for name in request.POST
                if name != "csrfmiddlewaretoken"
                for value in request.POST.getlist(name)
            ]
            context = {
                "subscription": row,
                "sentences": shown.sentences,
                "posted": posted,
                "sheet_url": sheet_of(row),
            }
            return _page(request, "subscription_sure", context)
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        log(instance=row, action="wagtail.edit", data={"deed": deed})
        messages.success(
            request, _("It is done, and %(name)s is told.") % {"name": row.customer_name}
        )
    return redirect(sheet_of(row))


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], *, is_refused: bool = False
) -> HttpResponse:
    return render(request, f"backoffice/{name}.html", context, status=422 if is_refused else 200)
