"""Registrations in the Wagtail admin. The page lives beside this file."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .ops_page import PERMISSION, show_operations


@hooks.register("register_admin_urls")
def register_operations() -> list[URLPattern]:
    return [path("operations/", show_operations, name="operations")]


class OperationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def register_operations_entry() -> MenuItem:
    return OperationsMenuItem(
        _("Operations"),
        reverse("operations"),
        name="operations",
        icon_name="tick-inverse",
        order=900,
    )
