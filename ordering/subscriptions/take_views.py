"""Taking a plan that somebody offered: who eats, where to, and it is one's own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ordering.delivery.selectors import kept_places, served_areas, wards_with_beds
from ordering.dietary.selectors import eaters_of
from ordering.orders.values import Contact
from site_core.base.errors import DomainError

from .forms import TakeForm, account_user
from .handing_over import OfferOver, Receiver, open_offer, take_plan
from .selectors import open_count
from .views import page


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_take(request: HttpRequest, code: str) -> HttpResponse:
    """Nothing about whoever ate before is shown; the link alone is no proof of who one is."""
    user, now = account_user(request.user), timezone.now()
    try:
        offer = open_offer(code, now)
    except OfferOver as refusal:
        messages.error(request, str(refusal))
        return redirect("account_plans")
    form = TakeForm(
        request.POST if request.method == "POST" else None,
        user=user,
        eaters=list(eaters_of(user)),
        initial={"name": user.name or offer.name, "phone": user.phone or offer.phone},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        assert form.place is not None
        contact = Contact(
            name=data["name"],
            phone=data["phone"],
            email=user.email or "",
            language=get_language() or "en",
            user=user,
        )
        receiver = Receiver(contact, form.place, form.chosen_eater, data["note"])
        try:
            subscription = take_plan(offer=offer, receiver=receiver, now=now)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is yours now."))
            return redirect("plan", code=subscription.code)
    context = {
        "form": form,
        "offer": offer,
        "count": open_count(offer.subscription, now),
        "wards": wards_with_beds(),
        "areas": served_areas(),
        "kept": kept_places(user),
    }
    return page(request, "take", context, 422 if form.is_bound else 200)
