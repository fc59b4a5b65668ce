"""Payments in the admin: to be looked at. Money moves by services, never by a form here."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import InspectView

from ordering.payments.models import Method, Payment, Status
from site_core.base.money import format_rwf

from .base import RecordAdmin
from .filters import choice_filter, day_filter


class PaymentInspectView(InspectView):
    page_title = _("Payment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payment: Payment = self.instance
        events = payment.events.select_related("actor").order_by("at", "pk")
        return super().get_context_data(payment=payment, events=events, **kwargs)

    def get_fields_dict(self) -> list[Any]:
        return []


class PaymentAdmin(RecordAdmin):
    model = Payment
    menu_label = _("Payments")
    menu_icon = "calendar-check"
    inspect_view_class = PaymentInspectView
    inspect_template_name = "backoffice/payment_inspect.html"
    ordering = ("-created_at", "-pk")
    search_fields = ("order__customer_name",)
    list_select_related = ("order",)
    list_display = ("shown_order", "method", "shown_amount", "status", "created_at", "settled_at")
    list_filter = (
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


payment_admin = PaymentAdmin()
