"""{% allowed_bulk_actions %}: Wagtail's buttons for many pages, without those for others."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices
from wagtail.permissions import page_permission_policy

from menu_pages.admin.bulk import BULK_ACTIONS

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def allowed_bulk_actions(context: Context, app_label: str, model_name: str) -> dict[str, Any]:
    """As Wagtail's `bulk_action_choices`, which shows everything to everybody."""
    choices: dict[str, Any] = bulk_action_choices(context, app_label, model_name)
    if (app_label, model_name) == ("wagtailcore", "page"):
        closed = {
            reverse("wagtail_bulk_action", args=[app_label, model_name, action])
            for action in _closed(context["request"])
        }
        choices["buttons"] = [button for button in choices["buttons"] if _without(button, closed)]
    return choices


def _without(button: Any, closed: set[str]) -> bool:
    """Whether it is shown; "More" loses what is closed, and is not shown with nothing in it."""
    if not hasattr(button, "dropdown_buttons"):
        return button.url not in closed
    button.dropdown_buttons = [more for more in button.dropdown_buttons if more.url not in closed]
    return bool(button.dropdown_buttons)


def _closed(request: HttpRequest) -> list[str]:
    """What this person can do with no page at all."""
    user = request.user
    closed = [action.action_type for action in BULK_ACTIONS if not user.has_perm(action.permission)]
    if not page_permission_policy.user_has_permission(user, "publish"):
        closed += ["publish", "unpublish"]
    return closed
