"""Promotions in the admin: made, tried and ended by managers; their uses are looked at only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.helpers import ButtonHelper

from ordering.delivery.schedule import today
from ordering.orders.models import Order
from ordering.promotions.models import Promotion, PromotionUse, UseCounter
from ordering.promotions.selectors import targets_by_kind
from ordering.promotions.uses import ALL
from ordering.promotions.words import gift_words
from site_core.base.money import format_rwf

from .base import HouseAdmin, HouseEditView, HouseIndexView, RecordAdmin
from .filters import choice_filter, condition_filter, day_filter
from .promotion_forms import PARTS, PromotionForm
from .promotion_trial import trial_view

EDITOR = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("name_fr"),
                FieldPanel("name_rw"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("is_active")]),
            ],
            heading=gettext_lazy("Name: the reason that customers read"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("percent"), FieldPanel("amount")]),
                FieldRowPanel([FieldPanel("buy_quantity"), FieldPanel("get_quantity")]),
                FieldRowPanel([FieldPanel(name) for name in PARTS]),
                FieldPanel("foods"),
                FieldPanel("gets"),
                FieldPanel("is_stackable"),
            ],
            heading=gettext_lazy("What it gives"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minimum"), FieldPanel("audience")]),
                FieldRowPanel([FieldPanel("zones"), FieldPanel("methods")]),
                FieldPanel("weekdays"),
                FieldRowPanel([FieldPanel("hours_from"), FieldPanel("hours_until")]),
            ],
            heading=gettext_lazy("When it holds"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel(
                    [
                        FieldPanel("max_uses"),
                        FieldPanel("max_uses_per_customer"),
                        FieldPanel("max_uses_per_day"),
                    ]
                ),
                FieldPanel("budget"),
            ],
            heading=gettext_lazy("How long and how often"),
        ),
    ],
    base_form_class=PromotionForm,
)


class TrialButtons(ButtonHelper):
    """ "Try it" beside "Edit" in the list."""

    def get_buttons_for_obj(self, obj: Promotion, **kwargs: Any) -> list[dict[str, Any]]:
        buttons: list[dict[str, Any]] = super().get_buttons_for_obj(obj, **kwargs)
        if self.permission_helper.user_can_edit_obj(self.request.user, obj):
            buttons.append(
                {
                    "url": self.url_helper.get_action_url("try", obj.pk),
                    "label": _("Try it"),
                    "classname": self.finalise_classname(["button-small", "button-secondary"]),
                    "title": _("Price a sample cart with this promotion"),
                }
            )
        return buttons


class PromotionIndexView(HouseIndexView):
    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        # The names of dishes and categories once a page, not once a row.
        names = {k: v for found in targets_by_kind().values() for k, v in found.items()}
        for promotion in context["object_list"]:
            promotion.gift = gift_words(promotion, names)
        return context


class PromotionEditView(HouseEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            try_url=self.url_helper.get_action_url("try", self.instance.pk), **kwargs
        )


class PromotionAdmin(HouseAdmin):
    model = Promotion
    menu_label = gettext_lazy("Promotions")
    menu_icon = "tag"
    ordering = ("-is_active", "name", "pk")
    search_fields = ("name", "name_fr", "name_rw", "code")
    index_view_class = PromotionIndexView
    edit_view_class = PromotionEditView
    create_template_name = "backoffice/promotion_create.html"
    edit_template_name = "backoffice/promotion_edit.html"
    button_helper_class = TrialButtons
    list_display = ("name", "shown_code", "shown_gift", "shown_days", "shown_uses", "shown_active")
    list_filter = (
        condition_filter(
            gettext_lazy("Runs"),
            "runs",
            {
                "now": (gettext_lazy("Active"), lambda: Q(is_active=True)),
                "ended": (
                    gettext_lazy("Has ended"),
                    lambda: Q(ends_on__lt=today(timezone.now())),
                ),
                "draft": (gettext_lazy("Not active"), lambda: Q(is_active=False)),
            },
        ),
        condition_filter(
            gettext_lazy("Sort"),
            "sort",
            {
                "coupon": (gettext_lazy("Coupons"), lambda: ~Q(code="")),
                "offer": (gettext_lazy("Offers"), lambda: Q(code="")),
            },
        ),
    )
    edit_handler = EDITOR

    def get_queryset(self, request: HttpRequest) -> QuerySet[Promotion]:
        counter = UseCounter.objects.filter(promotion=OuterRef("pk"), key=ALL)
        return (
            super()
            .get_queryset(request)
            .annotate(
                used=Subquery(counter.values("uses")[:1]),
                spent=Subquery(counter.values("amount")[:1]),
            )
        )

    def shown_code(self, promotion: Promotion) -> str:
        return promotion.code or _("by itself")

    shown_code.short_description = gettext_lazy("Code")  # type: ignore[attr-defined]
    shown_code.admin_order_field = "code"  # type: ignore[attr-defined]

    def shown_gift(self, promotion: Promotion) -> str:
        return promotion.gift  # type: ignore[attr-defined]

    shown_gift.short_description = gettext_lazy("Gives")  # type: ignore[attr-defined]

    def shown_days(self, promotion: Promotion) -> str:
        starts, ends = promotion.starts_on, promotion.ends_on
        if not starts and not ends:
            return _("always")
        return f"{_day(starts)}–{_day(ends)}"

    shown_days.short_description = gettext_lazy("Days")  # type: ignore[attr-defined]
    shown_days.admin_order_field = "ends_on"  # type: ignore[attr-defined]

    def shown_uses(self, promotion: Promotion) -> str:
        used, spent = promotion.used or 0, promotion.spent or 0  # type: ignore[attr-defined]
        of = f" / {promotion.max_uses}" if promotion.max_uses else ""
        return f"{used}{of} · {format_rwf(spent)}"

    shown_uses.short_description = gettext_lazy("Used")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/try/<int:pk>/",
                trial_view,
                name=self.url_helper.get_action_url_name("try"),
            ),
        )


def _day(date: Any) -> str:
    return date_format(date, "j M Y") if date else ""


class PromotionUseAdmin(RecordAdmin):
    """The ledger of uses: which order used what, and what became of it."""

    model = PromotionUse
    menu_label = gettext_lazy("Uses of promotions")
    menu_icon = "history"
    inspect_view_enabled = False
    ordering = ("-reserved_at", "-pk")
    list_display = ("shown_promotion", "shown_order", "shown_amount", "state", "shown_at")
    search_fields = ("promotion__name", "promotion__code")
    list_filter = (
        choice_filter(gettext_lazy("State"), "state", lambda: PromotionUse.State.choices),
        day_filter(gettext_lazy("Reserved"), "reserved_at"),
    )
    list_export: ClassVar[list[str]] = [
        "promotion",
        "order_number",
        "amount",
        "state",
        "reserved_at",
    ]
    export_filename = "promotion-uses"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PromotionUse]:
        orders = Order.objects.filter(checkout_token=OuterRef("checkout_token"))
        return (
            super()
            .get_queryset(request)
            .select_related("promotion")
            .annotate(order_number=Subquery(orders.values("pk")[:1]))
        )

    def order_number(self, use: PromotionUse) -> int | None:
        return use.__dict__["order_number"]

    def shown_promotion(self, use: PromotionUse) -> str:
        code = f" ({use.promotion.code})" if use.promotion.code else ""
        return f"{use.promotion}{code}"

    shown_promotion.short_description = gettext_lazy("Promotion")  # type: ignore[attr-defined]
    shown_promotion.admin_order_field = "promotion__name"  # type: ignore[attr-defined]

    def shown_order(self, use: PromotionUse) -> str:
        number = use.__dict__["order_number"]
        return f"#{number}" if number else "–"

    shown_order.short_description = gettext_lazy("Order")  # type: ignore[attr-defined]

    def shown_amount(self, use: PromotionUse) -> str:
        return format_rwf(use.amount)

    shown_amount.short_description = gettext_lazy("Amount")  # type: ignore[attr-defined]
    shown_amount.admin_order_field = "amount"  # type: ignore[attr-defined]

    def shown_at(self, use: PromotionUse) -> str:
        return date_format(timezone.localtime(use.reserved_at), "j M H:i")

    shown_at.short_description = gettext_lazy("Reserved")  # type: ignore[attr-defined]
    shown_at.admin_order_field = "reserved_at"  # type: ignore[attr-defined]


promotion_admin = PromotionAdmin()
promotion_use_admin = PromotionUseAdmin()
