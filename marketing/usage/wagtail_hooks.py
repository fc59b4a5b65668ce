"""Registrations in the Wagtail admin. The report lives beside this file."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .report import PERMISSION, show_report
from .speed_report import show_speed


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    return [
        path("usage/", show_report, name="usage_report"),
        path("speed/", show_speed, name="speed_report"),
    ]


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_marketing_menu_item")
def register_report_entry() -> MenuItem:
    return ReportMenuItem(
        _("Usage"), reverse("usage_report"), name="usage", icon_name="view", order=90
    )


@hooks.register("register_marketing_menu_item")
def register_speed_entry() -> MenuItem:
    return ReportMenuItem(
        _("Page speed"), reverse("speed_report"), name="speed", icon_name="time", order=91
    )
