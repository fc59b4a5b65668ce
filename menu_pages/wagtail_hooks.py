"""The "Menu" group of the sidebar: pages, what they sell and how it is explained, in one place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet

from ordering.backoffice.items import category_admin, item_admin
from ordering.backoffice.proposals import proposal_admin

from .admin.bulk import BULK_ACTIONS
from .admin.dishes import dish_listing, may_edit_pages
from .admin.home import MenuPanel
from .admin.notes import dietary_notes

register_snippet(dietary_notes)


for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def register_dish_listing() -> PageListingViewSet:
    return dish_listing


class DishesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_pages(request.user)


@hooks.register("construct_homepage_panels")
def add_menu_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MenuPanel())


@hooks.register("register_admin_menu_item")
def register_menu_group() -> SubmenuMenuItem:
    dishes = DishesMenuItem(
        dish_listing.menu_label,
        dish_listing.menu_url,
        name=dish_listing.menu_name,
        icon_name=dish_listing.icon,
        order=1,
    )
    entries = [
        dishes,
        item_admin.get_menu_item(order=2),
        proposal_admin.get_menu_item(order=3),
        category_admin.get_menu_item(order=4),
        dietary_notes.get_menu_item(order=5),
    ]
    return SubmenuMenuItem(
        _("Menu"), Menu(items=entries), name="menu", icon_name="list-ul", order=150
    )
