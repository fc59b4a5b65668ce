"""Orders in the admin: to be found, looked at and exported; moved by the services alone."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any, ClassVar

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import DjangoORMSearchHandler
from wagtail_modeladmin.views import InspectView

from ordering.delivery.models import Zone
from ordering.orders.models import Order
from ordering.orders.states import OPEN, PaymentState, State
from ordering.refunds.limits import MAY_GIVE
from site_core.base.money import format_rwf
from site_core.users.phones import InvalidPhone, normalise_phone

from .base import HouseIndexView, RecordAdmin
from .filters import choice_filter, condition_filter, day_filter
from .order_moves import move_view, offered_moves
from .order_sheet import order_sheet
from .phones import sees_phones, shown_phone

# An order that still waits for its payment was promised nothing yet.
LATE_STATES = tuple(OPEN - {State.PENDING})


def late_orders(now: dt.datetime) -> Q:
    return Q(state__in=LATE_STATES, promised_until__lt=now)


class OrderSearch(DjangoORMSearchHandler):
    """By number ("#12", "12"), by phone in any spelling, by a part of the name."""

    def search_queryset(
        self, queryset: Any, search_term: str, *, by_phone: bool = False, **kwargs: Any
    ) -> Any:
        term = search_term.strip()
        if not term:
            return queryset
        found = Q(customer_name__icontains=term)
        number = term.removeprefix("#")
        if number.isascii() and number.isdecimal() and len(number) <= 15:
            found |= Q(pk=int(number))
        if by_phone:
            # Most of what people search for is no phone number.
            with suppress(InvalidPhone):
                found |= Q(phone=normalise_phone(term))
        return queryset.filter(found)


class OrderIndexView(HouseIndexView):
    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            **super().to_row_dict(item),
            "state": item.get_state_display(),
            "payment_state": item.get_payment_state_display(),
            # A plus sign and digits: no spreadsheet does harm with that.
            "phone": shown_phone(item.phone, self.request.user),
        }


class OrderInspectView(InspectView):
    page_title = _("Order")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order: Order = self.instance
        user = self.request.user
        return super().get_context_data(
            order=order,
            phone=shown_phone(order.phone, user),
            sheet=order_sheet(order, user),
            moves=offered_moves(order, user),
            refund_url=reverse("refunds_refund_modeladmin_order", args=[order.pk])
            if user.has_perm(MAY_GIVE)
            else "",
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class OrderAdmin(RecordAdmin):
    model = Order
    menu_label = _("Orders")
    menu_icon = "list-ol"
    index_view_class = OrderIndexView
    inspect_view_class = OrderInspectView
    inspect_template_name = "backoffice/order_inspect.html"
    search_handler_class = OrderSearch
    search_fields = ("customer_name",)
    ordering = ("-placed_at", "-pk")
    list_display = (
        "shown_number",
        "shown_placed",
        "customer_name",
        "state",
        "payment_state",
        "place",
        "shown_total",
    )
    list_filter = (
        choice_filter(_("State"), "state", lambda: State.choices),
        choice_filter(_("Payment"), "payment_state", lambda: PaymentState.choices),
        choice_filter(
            _("Zone"),
            "zone__code",
            lambda: [(z.code, z.localized_name) for z in Zone.objects.order_by("position", "pk")],
        ),
        day_filter(_("Placed"), "placed_at"),
        condition_filter(
            _("Needs a hand"),
            "needs",
            {
                "late": (_("Late"), lambda: late_orders(timezone.now())),
                "failed": (_("Could not be handed over"), lambda: Q(state=State.FAILED)),
            },
        ),
    )
    list_export: ClassVar[list[str]] = [
        "number",
        "placed_at",
        "customer_name",
        "phone",
        "state",
        "payment_state",
        "payment_method",
        "zone_name",
        "ward_name",
        "place",
        "promised_until",
        "subtotal",
        "discount",
        "fee",
        "credit",
        "total",
    ]
    export_filename = "orders"

    def get_extra_search_kwargs(self, request: HttpRequest, search_term: str) -> dict[str, Any]:
        return {"by_phone": sees_phones(request.user)}

    def shown_number(self, order: Order) -> str:
        return str(order)

    shown_number.short_description = _("Number")  # type: ignore[attr-defined]
    shown_number.admin_order_field = "pk"  # type: ignore[attr-defined]

    def shown_placed(self, order: Order) -> str:
        return date_format(timezone.localtime(order.placed_at), "j M H:i")

    shown_placed.short_description = _("Placed")  # type: ignore[attr-defined]
    shown_placed.admin_order_field = "placed_at"  # type: ignore[attr-defined]

    def shown_total(self, order: Order) -> str:
        return format_rwf(order.total)

    shown_total.short_description = _("Total")  # type: ignore[attr-defined]
    shown_total.admin_order_field = "total"  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/move/<int:pk>/<slug:to>/",
                move_view,
                name=self.url_helper.get_action_url_name("move"),
            ),
        )


order_admin = OrderAdmin()
