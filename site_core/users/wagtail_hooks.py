"""What the Wagtail admin is told about people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .admin_viewsets import InvitationViewSet
from .staff_viewset import StaffViewSet


@hooks.register("register_admin_viewset")
def register_invitations() -> InvitationViewSet:
    return InvitationViewSet()


@hooks.register("register_admin_viewset")
def register_staff() -> StaffViewSet:
    return StaffViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """The trail of who let whom in."""
    actions.register_action("users.invite", _("Invite"), _("Invited"))
    actions.register_action("users.renew", _("Send again"), _("Sent again"))
    actions.register_action("users.revoke", _("Withdraw"), _("Withdrawn"))
    actions.register_action("users.accept", _("Accept"), _("Accepted"))
    actions.register_action("users.hire", _("Make staff account"), _("Staff account made"))
    actions.register_action("users.close", _("Close account"), _("Account closed"))
    actions.register_action("users.reopen", _("Open account again"), _("Account opened again"))
    actions.register_action(
        "users.forget_second_step", _("Forget the second step"), _("Second step forgotten")
    )
