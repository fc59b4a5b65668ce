"""Refunds in the admin: what was decided, what waits for a hand, and the tasks behind them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import InspectView

from ordering.refunds.limits import MAY_APPROVE, MAY_GIVE
from ordering.refunds.models import Refund, RefundPart, RefundTask
from ordering.refunds.parts import OPEN_PARTS

from ..base import RecordAdmin
from ..filters import choice_filter, day_filter
from .amounts import amount_column, order_column
from .refund_views import close_view, decide_view, part_view, refund_view


class RefundInspectView(InspectView):
    page_title = _("Refund")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refund: Refund = self.instance
        user = self.request.user
        parts = list(refund.parts.select_related("payment", "paid_out_by").order_by("pk"))
        asks = refund.state == Refund.State.REQUESTED
        own = refund.requested_by_id == user.pk
        manager = user.has_perm(MAY_APPROVE)
        return super().get_context_data(
            refund=refund,
            parts=[
                {
                    "part": part,
                    "pays_out": part.state == RefundPart.State.BY_HAND and user.has_perm(MAY_GIVE),
                    "decides": manager and part.state in OPEN_PARTS and part.attempts > 0,
                }
                for part in parts
            ],
            lines=refund.lines.order_by("pk"),
            events=refund.events.select_related("actor").order_by("at", "pk"),
            may_approve=asks and manager and not own,
            may_reject=asks and (manager or own),
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class RefundAdmin(RecordAdmin):
    model = Refund
    menu_label = _("Refunds")
    menu_icon = "rotate"
    inspect_view_class = RefundInspectView
    inspect_template_name = "backoffice/money/refund_inspect.html"
    ordering = ("-created_at", "-pk")
    search_fields = ("order__customer_name", "reason")
    list_display = ("shown_order", "shown_amount", "way", "state", "reason", "created_at")
    list_filter = (
        choice_filter(_("State"), "state", lambda: Refund.State.choices),
        choice_filter(_("How"), "way", lambda: Refund.Way.choices),
        day_filter(_("Asked for"), "created_at"),
    )
    list_export = (
        "shown_order",
        "amount",
        "way",
        "state",
        "reason",
        "requested_by",
        "decided_by",
        "created_at",
        "settled_at",
    )
    export_filename = "refunds"
    shown_amount = amount_column("amount", _("Amount"))
    shown_order = order_column(_("Order"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Refund]:
        rows = super().get_queryset(request)
        return rows.select_related("order", "requested_by", "decided_by")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            *super().get_admin_urls_for_registration(),
            path(f"{base}/order/<int:pk>/", refund_view, name=name("order")),
            path(f"{base}/decide/<int:pk>/", decide_view, name=name("decide")),
            path(f"{base}/part/<int:pk>/", part_view, name=name("part")),
        )


class TaskInspectView(InspectView):
    page_title = _("Refund to look at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task: RefundTask = self.instance
        user = self.request.user
        is_open = task.state == RefundTask.State.OPEN
        url = reverse("refunds_refund_modeladmin_order", args=[task.order_id])
        return super().get_context_data(
            task=task,
            refund_url=f"{url}?task={task.pk}" if is_open and user.has_perm(MAY_GIVE) else "",
            may_close=is_open and user.has_perm(MAY_APPROVE),
            refunds=task.refunds.order_by("pk"),
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class TaskAdmin(RecordAdmin):
    model = RefundTask
    menu_label = _("Refunds to look at")
    menu_icon = "tasks"
    inspect_view_class = TaskInspectView
    inspect_template_name = "backoffice/money/task_inspect.html"
    ordering = ("-opened_at", "-pk")
    search_fields = ("order__customer_name", "reason")
    list_display = ("shown_order", "shown_amount", "reason", "state", "opened_at")
    list_filter = (
        choice_filter(_("State"), "state", lambda: RefundTask.State.choices),
        day_filter(_("Opened"), "opened_at"),
    )
    shown_amount = amount_column("amount", _("Amount"))
    shown_order = order_column(_("Order"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[RefundTask]:
        return super().get_queryset(request).select_related("order")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            *super().get_admin_urls_for_registration(),
            path(f"{base}/close/<int:pk>/", close_view, name=name("close")),
        )


refund_admin = RefundAdmin()
task_admin = TaskAdmin()
