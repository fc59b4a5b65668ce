"""Points accounts in the admin: how they came about, and points given or taken by hand."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from ordering.loyalty.adjusting import (
    MAY_ADJUST,
    MAY_APPROVE,
    CannotAdjust,
    adjust_points,
    approve_adjustment,
    reject_adjustment,
)
from ordering.loyalty.ledger import NotEnoughPoints
from ordering.loyalty.models import MAX_POINTS, Adjustment, PointsAccount, Tier
from ordering.loyalty.rules import rules_at
from ordering.loyalty.selectors import wrong_balances, wrong_lots

from ..base import RecordAdmin, actor_of, needs
from ..filters import choice_filter, condition_filter
from ..money.credit import AccountForm
from ..money.refund_forms import reason_field

VIEW = "loyalty.view_pointsaccount"


class AdjustForm(AccountForm):
    token = forms.UUIDField(widget=forms.HiddenInput)
    points = forms.IntegerField(
        label=gettext_lazy("Points"),
        min_value=-MAX_POINTS,
        max_value=MAX_POINTS,
        help_text=gettext_lazy("With a minus they are taken."),
    )
    reason = reason_field(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The customer reads it.")
    )
    field_order = ("token", "account", "points", "reason")


@require_http_methods(["GET", "POST"])
@needs(VIEW, MAY_ADJUST)
def adjust_view(request: HttpRequest) -> HttpResponse:
    form = AdjustForm(
        request.POST or None,
        initial={"token": uuid.uuid4(), "account": request.GET.get("account", "")[:254]},
    )
    if request.method == "POST" and form.is_valid():
        data, actor = form.cleaned_data, actor_of(request)
        try:
            made = adjust_points(
                user=data["account"],
                points=data["points"],
                reason=data["reason"],
                actor=actor,
                token=data["token"],
                now=timezone.now(),
            )
        except (CannotAdjust, NotEnoughPoints) as refusal:
            form.add_error(None, str(refusal))
        else:
            log(instance=made.account, action="wagtail.edit", user=actor, content_changed=True)
            messages.success(request, _said(made))
            return redirect("loyalty_pointsaccount_modeladmin_inspect", made.account_id)
    context = {
        "form": form,
        "back_url": reverse("loyalty_pointsaccount_modeladmin_index"),
        "page_heading": _("Give or take points"),
        "page_subtitle": _("Above %(limit)d points a second person has to agree.")
        % {"limit": rules_at(timezone.now()).second_person_above},
        "page_icon": "pick",
    }
    return render(request, "backoffice/loyalty/adjust.html", context)


def _said(made: Adjustment) -> str:
    if made.state == Adjustment.State.REQUESTED:
        return _("Asked for. It counts when a second person agrees.")
    return _("%(points)+d points for %(name)s.") % {"points": made.points, "name": made.account}


@require_POST
@needs(VIEW, MAY_APPROVE)
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to an adjustment, or not."""
    asked = get_object_or_404(Adjustment.objects.select_related("account__user"), pk=pk)
    decide = approve_adjustment if request.POST.get("deed") == "approve" else reject_adjustment
    try:
        decide(adjustment=asked, actor=actor_of(request), now=timezone.now())
    except (CannotAdjust, NotEnoughPoints) as refusal:
        messages.error(request, str(refusal))
    else:
        log(instance=asked.account, action="wagtail.edit", user=request.user, content_changed=True)
        messages.success(request, asked.get_state_display())
    return redirect("loyalty_pointsaccount_modeladmin_inspect", asked.account_id)


def _waits() -> Q:
    asked = Adjustment.objects.filter(state=Adjustment.State.REQUESTED)
    return Q(pk__in=asked.values("account"))


class AccountInspectView(InspectView):
    page_title = gettext_lazy("Points")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account: PointsAccount = self.instance
        user = self.request.user
        entries = account.entries.select_related("order", "actor", "rules")
        asked = account.adjustments.select_related("requested_by").order_by("-created_at", "-pk")
        wrong = wrong_balances().filter(pk=account.pk), wrong_lots().filter(pk=account.pk)
        return super().get_context_data(
            account=account,
            entries=entries.order_by("-at", "-pk")[:200],
            lots=account.lots.filter(left__gt=0).order_by("expires_on", "pk")[:50],
            waiting=asked.filter(state=Adjustment.State.REQUESTED),
            is_wrong=any(found.exists() for found in wrong),
            adjust_url=reverse("loyalty_pointsaccount_modeladmin_adjust")
            if user.has_perm(MAY_ADJUST)
            else "",
            may_approve=user.has_perm(MAY_APPROVE),
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class AccountAdmin(RecordAdmin):
    model = PointsAccount
    menu_label = gettext_lazy("Points accounts")
    menu_icon = "user"
    inspect_view_class = AccountInspectView
    inspect_template_name = "backoffice/loyalty/account_inspect.html"
    index_template_name = "backoffice/loyalty/account_index.html"
    ordering = ("-balance", "-pk")
    search_fields = ("user__name", "user__email")
    list_display = ("shown_user", "balance", "debt", "tier")
    list_filter = (
        choice_filter(gettext_lazy("Tier"), "tier", lambda: Tier.choices),
        condition_filter(
            gettext_lazy("To look at"),
            "look",
            {
                "owes": (gettext_lazy("Owes points"), lambda: Q(debt__gt=0)),
                "waits": (gettext_lazy("Waits for a second person"), _waits),
            },
        ),
    )
    list_export = ("shown_user", "balance", "debt", "tier")
    export_filename = "points"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PointsAccount]:
        return super().get_queryset(request).select_related("user")

    def shown_user(self, account: PointsAccount) -> str:
        return str(account)

    shown_user.short_description = gettext_lazy("Customer")  # type: ignore[attr-defined]
    shown_user.admin_order_field = "user__name"  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            path(f"{base}/adjust/", adjust_view, name=name("adjust")),
            path(f"{base}/decide/<int:pk>/", decide_view, name=name("decide")),
            *super().get_admin_urls_for_registration(),
        )


account_admin = AccountAdmin()
