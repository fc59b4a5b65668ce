"""Payments in the admin: to be looked at. Money moves by services, never by a form here."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import InspectView

from ordering.payments.models import OPEN, Method, Payment, Status
from ordering.payments.problems import Problem
from ordering.payments.services import WRITES_A_CODE
from site_core.base.money import format_rwf
from site_core.users.phones import masked_phone

from .base import RecordAdmin
from .filters import choice_filter, condition_filter, day_filter
from .payment_decisions import decide_view, offered_decisions

# What waits for a member of staff: transfers to be found, and what does not agree.
TO_CONFIRM = Q(method__in=WRITES_A_CODE, status__in=OPEN)
IN_DOUBT = Q(status=Status.REVIEW)


class PaymentInspectView(InspectView):
    page_title = _("Payment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payment: Payment = self.instance
        events = payment.events.select_related("actor").order_by("at", "pk")
        problems = dict(Problem.choices)
        return super().get_context_data(
            payment=payment,
            events=events,
            # Masked for everybody: nobody here has to call whoever paid.
            phone=masked_phone(payment.payer_phone) if payment.payer_phone else "",
            problem=problems.get(payment.problem, ""),
            decisions=offered_decisions(payment, self.request.user),
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class PaymentAdmin(RecordAdmin):
    model = Payment
    menu_label = _("Payments")
    menu_icon = "calendar-check"
    inspect_view_class = PaymentInspectView
    inspect_template_name = "backoffice/payment_inspect.html"
    ordering = ("-created_at", "-pk")
    search_fields = ("order__customer_name", "transfer_code", "provider_id")
    list_select_related = ("order",)
    list_display = (
        "shown_order",
        "method",
        "shown_amount",
        "status",
        "transfer_code",
        "created_at",
        "settled_at",
    )
    list_filter = (
        condition_filter(
            _("Needs a hand"),
            "needs",
            {
                "confirm": (_("To confirm"), lambda: TO_CONFIRM),
                "doubt": (_("A person decides"), lambda: IN_DOUBT),
                "loose": (
                    _("Money without an order"),
                    lambda: Q(loose_since__isnull=False),
                ),
            },
        ),
        choice_filter(_("Status"), "status", lambda: Status.choices),
        choice_filter(_("Method"), "method", lambda: Method.choices),
        day_filter(_("Started"), "created_at"),
    )
    list_export = (
        "shown_order",
        "method",
        "amount",
        "currency",
        "status",
        "reference",
        "transfer_code",
        "provider_id",
        "refunded",
        "created_at",
        "settled_at",
    )
    export_filename = "payments"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Payment]:
        return super().get_queryset(request).select_related("order")

    def shown_order(self, payment: Payment) -> str:
        return str(payment.order)

    shown_order.short_description = _("Order")  # type: ignore[attr-defined]
    shown_order.admin_order_field = "order_id"  # type: ignore[attr-defined]

    def shown_amount(self, payment: Payment) -> str:
        return format_rwf(payment.amount)

    shown_amount.short_description = _("Amount")  # type: ignore[attr-defined]
    shown_amount.admin_order_field = "amount"  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/decide/<int:pk>/<slug:what>/",
                decide_view,
                name=self.url_helper.get_action_url_name("decide"),
            ),
        )


payment_admin = PaymentAdmin()
