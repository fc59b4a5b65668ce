"""The account's invitation, and the page that a friend opens. Looking changes nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ordering.carts.visitors import account_of, ensure_cart, mark_visitor
from ordering.loyalty.rules import rules_at
from ordering.promotions.selectors import offers_for_audience
from site_core.users.places import in_current_language

from .models import ReferralCode
from .selectors import INVITED, friends_of
from .services import OwnInvitation, accept_invitation, code_of

# On the device of whoever invites: its own invitation is not for the person who holds it.
OWN_COOKIE = "invites"
YEAR = 60 * 60 * 24 * 365


@never_cache
@login_required
@require_GET
def invite(request: HttpRequest) -> HttpResponse:
    """The link of this account, and how many friends came by it."""
    user = account_of(request)
    assert user is not None
    now = timezone.now()
    offer = offers_for_audience(INVITED, now).first()
    code = code_of(user)
    link = settings.SITE_BASE_URL + reverse("invitation", args=[code.code])
    context = {
        "link": link,
        "offer": offer,
        "points": rules_at(now).referral_points,
        "friends": friends_of(user),
    }
    response = mark_visitor(request, render(request, "referrals/invite.html", context))
    response.set_cookie(
        OWN_COOKIE,
        code.code,
        max_age=YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """What a friend sees; the button takes the invitation."""
    found = get_object_or_404(
        ReferralCode.objects.select_related("user"), code=code, user__is_active=True
    )
    offer = offers_for_audience(INVITED, timezone.now()).first()
    if offer is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            accept_invitation(
                cart=ensure_cart(request),
                code=found,
                is_own_device=request.COOKIES.get(OWN_COOKIE) == found.code,
                now=timezone.now(),
            )
        except OwnInvitation as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Welcome to our table. The discount waits in your cart."))
            return mark_visitor(request, redirect(in_current_language("/menu/")))
    context = {"name": found.user.get_short_name(), "offer": offer, "error": error}
    page = render(request, "referrals/invitation.html", context, status=422 if error else 200)
    return mark_visitor(request, page)
