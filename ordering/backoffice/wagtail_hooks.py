"""Registrations in the Wagtail admin. Definitions live beside this file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import desk_views
from .desk_views import MAY_WORK
from .home import HousePanel
from .item_chooser import ItemChooserViewSet, item_chooser
from .items import category_admin, item_admin
from .loyalty.accounts import account_admin
from .loyalty.reports import MAY_REPORT, liability_view, signals_view
from .loyalty.rewards import reward_admin
from .loyalty.rules import rules_admin
from .messages import outbox_admin, template_admin
from .money.cash import cash_admin
from .money.credit import credit_admin
from .money.days import SEES_MONEY, day_view
from .money.receipts import receipt_admin
from .money.refunds import refund_admin, task_admin
from .money.statements import row_admin
from .orders import order_admin
from .payment_methods import payment_method_admin
from .payments import payment_admin
from .places import area_admin, room_admin, ward_admin, zone_admin
from .plans import SEES_PLANS, forecast_view, plan_admin, subscription_admin
from .promotions import promotion_admin, promotion_use_admin
from .proposals import proposal_admin
from .times import closure_admin, hours_admin, slot_admin

SALES = (
    order_admin,
    outbox_admin,
    promotion_admin,
    promotion_use_admin,
    subscription_admin,
    plan_admin,
    hours_admin,
    closure_admin,
    slot_admin,
    zone_admin,
    ward_admin,
    room_admin,
    area_admin,
)

MONEY = (
    payment_admin,
    task_admin,
    refund_admin,
    receipt_admin,
    credit_admin,
    cash_admin,
    row_admin,
    payment_method_admin,
)

LOYALTY = (account_admin, reward_admin, rules_admin)

ALL_ADMINS = (*SALES, *MONEY, *LOYALTY, item_admin, category_admin, proposal_admin, template_admin)

for admin in ALL_ADMINS:
    admin.register_with_wagtail()


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in MAY_WORK)


@hooks.register("register_admin_menu_item")
def register_desk_entry() -> DeskMenuItem:
    """One click away for whoever has somebody on the phone."""
    return DeskMenuItem(_("Order desk"), reverse("order_desk"), icon_name="plus", order=155)


@hooks.register("register_admin_urls")
def register_desk() -> list[URLPattern]:
    return [
        path("desk/", desk_views.desk, name="order_desk"),
        path("desk/change/<int:pk>/", desk_views.begin_change, name="order_desk_change"),
        path("desk/<slug:code>/", desk_views.desk_draft, name="order_desk_draft"),
        path("desk/<slug:code>/send/", desk_views.send, name="order_desk_send"),
        path("desk/<slug:code>/<slug:step>/", desk_views.work, name="order_desk_step"),
    ]


class ForecastMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEES_PLANS))


@hooks.register("register_admin_urls")
def register_forecast() -> list[URLPattern]:
    return [path("forecast/", forecast_view, name="kitchen_forecast")]


@hooks.register("register_admin_menu_item")
def register_sales_group() -> SubmenuMenuItem:
    entries = [admin.get_menu_item(order=order) for order, admin in enumerate(SALES, start=1)]
    forecast = ForecastMenuItem(
        _("Kitchen forecast"), reverse("kitchen_forecast"), icon_name="calendar-alt", order=0
    )
    return SubmenuMenuItem(
        _("Sales"), Menu(items=[forecast, *entries]), name="sales", icon_name="list-ol", order=160
    )


class MoneyOfADay(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEES_MONEY))


@hooks.register("register_admin_urls")
def register_money_urls() -> list[URLPattern]:
    return [path("money/day/", day_view, name="money_day")]


@hooks.register("register_admin_menu_item")
def register_money_group() -> SubmenuMenuItem:
    entries = [admin.get_menu_item(order=order) for order, admin in enumerate(MONEY, start=1)]
    day = MoneyOfADay(
        _("Money of a day"), reverse("money_day"), icon_name="calendar-check", order=0
    )
    return SubmenuMenuItem(
        _("Money"), Menu(items=[day, *entries]), name="money", icon_name="decimal", order=161
    )


class LoyaltyReport(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_REPORT))


@hooks.register("register_admin_urls")
def register_loyalty_urls() -> list[URLPattern]:
    return [
        path("loyalty/owed/", liability_view, name="loyalty_owed"),
        path("loyalty/signals/", signals_view, name="loyalty_signals"),
    ]


@hooks.register("register_admin_menu_item")
def register_loyalty_group() -> SubmenuMenuItem:
    entries = [admin.get_menu_item(order=order) for order, admin in enumerate(LOYALTY, start=1)]
    reports = [
        LoyaltyReport(_("Points owed"), reverse("loyalty_owed"), icon_name="decimal", order=8),
        LoyaltyReport(_("Signals"), reverse("loyalty_signals"), icon_name="warning", order=9),
    ]
    return SubmenuMenuItem(
        _("Loyalty"), Menu(items=[*entries, *reports]), name="loyalty", icon_name="pick", order=162
    )


@hooks.register("register_admin_viewset")
def register_item_chooser() -> ItemChooserViewSet:
    return item_chooser


@hooks.register("construct_homepage_panels")
def add_house_panel(request: Any, panels: list[Any]) -> None:
    panels.append(HousePanel())


@hooks.register("insert_global_admin_css")
def house_colours() -> str:
    sheets = ((static(name),) for name in ("css/admin.css", "css/components/chart.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
