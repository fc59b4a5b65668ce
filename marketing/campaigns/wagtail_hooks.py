"""Registrations in the Wagtail admin. Definitions live in admin.py."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .admin import campaign_admin, consent_admin
from .models import Campaign

register_snippet(campaign_admin)
consent_admin.register_with_wagtail()


@hooks.register("register_marketing_menu_item")
def campaigns_entry() -> MenuItem:
    return campaign_admin.get_menu_item(order=40)


@hooks.register("register_marketing_menu_item")
def consents_entry() -> MenuItem:
    return consent_admin.get_menu_item(order=45)


@hooks.register("register_log_actions")
def log_campaigns(actions: Any) -> None:
    """What the history of a campaign says of each step."""
    for state in Campaign.State:
        actions.register_action(
            f"campaigns.{state.value}",
            state.label,
            format_lazy(_("The campaign is now: {state}"), state=state.label),
        )
