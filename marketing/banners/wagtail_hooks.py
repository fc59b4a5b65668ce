"""Registrations in the Wagtail admin. Definitions live beside this file."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .viewsets import banners

register_snippet(banners)


@hooks.register("register_marketing_menu_item")
def register_banners() -> MenuItem:
    return banners.get_menu_item()
