"""The "Marketing" group of the sidebar. Each app beside this file registers its own entries in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem


@hooks.register("register_admin_menu_item")
def register_marketing_group() -> SubmenuMenuItem:
    return SubmenuMenuItem(
        _("Marketing"),
        Menu(register_hook_name="register_marketing_menu_item"),
        name="marketing",
        icon_name="globe",
        order=155,
    )
