"""Cash of couriers in the admin: who carries how much, and taking it in."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from ordering.settlement.models import CashHandIn
from ordering.settlement.selectors import cash_of, purses
from ordering.settlement.services import CashRefused, hand_in_cash
from site_core.base.money import format_rwf
from site_core.users.models import User

from ..base import RecordAdmin, actor_of, needs
from ..filters import day_filter
from .amounts import AmountField, amount_column

SEES_CASH, MAY_RECEIVE = "settlement.view_cashhandin", "settlement.receive_cash"


class CashForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)
    # What stood on the screen when the money was counted.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    counted = AmountField(label=gettext_lazy("Counted, in RWF"))
    reason = forms.CharField(
        label=gettext_lazy("Reason of the difference"), max_length=200, required=False
    )


@require_GET
@needs(SEES_CASH)
def purses_view(request: HttpRequest) -> HttpResponse:
    context = {
        "purses": purses(),
        "may_receive": request.user.has_perm(MAY_RECEIVE),
        "list_url": reverse("settlement_cashhandin_modeladmin_index"),
    }
    return render(request, "backoffice/money/purses.html", context)


@require_http_methods(["GET", "POST"])
@needs(SEES_CASH, MAY_RECEIVE)
def take_view(request: HttpRequest, pk: int) -> HttpResponse:
    courier = get_object_or_404(User, pk=pk)
    payments = list(cash_of(courier))
    expected = sum(payment.amount for payment in payments)
    form = CashForm(request.POST or None, initial={"token": uuid.uuid4(), "seen": expected})
    if request.method == "POST" and form.is_valid():
        data, actor = form.cleaned_data, actor_of(request)
        try:
            hand_in = hand_in_cash(
                courier=courier,
                seen=data["seen"],
                counted=data["counted"],
                reason=data["reason"],
                received_by=actor,
                unique_key=f"desk:{data['token']}",
                now=timezone.now(),
            )
        except CashRefused as error:
            # The page anew, with what there is to count now.
            messages.error(request, str(error))
            return redirect("settlement_cashhandin_modeladmin_take", courier.pk)
        else:
            log(instance=hand_in, action="wagtail.create", user=actor, content_changed=True)
            text = _("%(sum)s taken in from %(name)s.")
            messages.success(request, text % {"sum": format_rwf(hand_in.counted), "name": courier})
            return redirect("settlement_cashhandin_modeladmin_purses")
    context = {
        "form": form,
        "payments": payments,
        "expected": expected,
        "back_url": reverse("settlement_cashhandin_modeladmin_purses"),
        "page_heading": _("Take in cash"),
        "page_subtitle": courier,
        "page_icon": "decimal",
    }
    return render(request, "backoffice/money/take_cash.html", context)


class CashInspectView(InspectView):
    page_title = gettext_lazy("Cash handed in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.instance.lines.select_related("payment__order").order_by("pk")
        return super().get_context_data(hand_in=self.instance, lines=lines, **kwargs)

    def get_fields_dict(self) -> list[Any]:
        return []


class CashAdmin(RecordAdmin):
    model = CashHandIn
    menu_label = gettext_lazy("Cash handed in")
    menu_icon = "download"
    inspect_view_class = CashInspectView
    inspect_template_name = "backoffice/money/cash_inspect.html"
    index_template_name = "backoffice/money/cash_index.html"
    ordering = ("-at", "-pk")
    search_fields = ("courier__name",)
    list_display = (
        "courier",
        "shown_expected",
        "shown_counted",
        "shown_difference",
        "reason",
        "received_by",
        "at",
    )
    list_filter = (day_filter(gettext_lazy("When"), "at"),)
    list_export = ("courier", "expected", "counted", "difference", "reason", "received_by", "at")
    export_filename = "cash"
    shown_expected = amount_column("expected", gettext_lazy("Collected"))
    shown_counted = amount_column("counted", gettext_lazy("Handed in"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[CashHandIn]:
        return super().get_queryset(request).select_related("courier", "received_by")

    def shown_difference(self, hand_in: CashHandIn) -> str:
        return format_rwf(hand_in.difference) if hand_in.difference else ""

    shown_difference.short_description = gettext_lazy("Difference")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            path(f"{base}/carried/", purses_view, name=name("purses")),
            path(f"{base}/take/<int:pk>/", take_view, name=name("take")),
            *super().get_admin_urls_for_registration(),
        )


cash_admin = CashAdmin()
