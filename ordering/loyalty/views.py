"""The points page of an account, and what can be done there. Everything is found through its owner."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ordering.carts.visitors import mark_visitor
from site_core.users.models import User

from .birthdays import tell_us_birthday
from .forms import BirthdayForm
from .history import history_page
from .ledger import NotEnoughPoints
from .models import Reward
from .overview import points_overview
from .rewards import NotOffered, offered_rewards, open_coupons, redeem_reward


def _user(request: HttpRequest) -> User:
    """Whoever is logged in; `login_required` has already asked."""
    assert isinstance(request.user, User)
    return request.user


def _page(request: HttpRequest, form: BirthdayForm | None = None) -> HttpResponse:
    user = _user(request)
    now = timezone.now()
    overview = points_overview(user, now)
    account = overview.account
    born = {"day": account.birth_day, "month": account.birth_month} if account else {}
    context = {
        "points": overview,
        "history": history_page(account, behind=request.GET.get("behind", "")),
        "rewards": offered_rewards(overview.balance),
        "coupons": open_coupons(account, now),
        "token": uuid.uuid4(),
        "form": form or BirthdayForm(initial=born),
    }
    status = 422 if form is not None and form.errors else 200
    return mark_visitor(request, render(request, "loyalty/points.html", context, status=status))


@never_cache
@login_required
@require_GET
def points(request: HttpRequest) -> HttpResponse:
    """What the account has, what it is worth, when it ends, and how it came about."""
    return _page(request)


@never_cache
@login_required
@require_POST
def birthday(request: HttpRequest) -> HttpResponse:
    form = BirthdayForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    tell_us_birthday(user=_user(request), **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("account_points")


@never_cache
@login_required
@require_POST
def reward(request: HttpRequest, pk: int) -> HttpResponse:
    """Exchange points; the token of the form makes a second click the same exchange."""
    wanted = get_object_or_404(Reward.objects.select_related("item"), pk=pk)
    try:
        token = uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        messages.error(request, _("This page was open for too long. Please try once more."))
        return redirect("account_points")
    try:
        use = redeem_reward(user=_user(request), reward=wanted, token=token, now=timezone.now())
    except (NotEnoughPoints, NotOffered) as refusal:
        messages.error(request, str(refusal))
        return redirect("account_points")
    if use.coupon is None:
        messages.success(request, _("It is in your store credit now."))
    else:
        messages.success(request, _("Type %(code)s in your cart.") % {"code": use.coupon.code})
    return redirect("account_points")
