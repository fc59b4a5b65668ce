"""The "Support" group of the sidebar: the desk, and the replies that it has ready."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models.tickets import SavedReply


class BoardItem(MenuItem):
    """A way out of the admin to a board, for those who may go there."""

    def __init__(self, *args: object, permission: str, **kwargs: object) -> None:
        self.permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


class SavedReplyViewSet(SnippetViewSet):
    model = SavedReply
    icon = "mail"
    menu_label = _("Saved replies")
    menu_name = "saved-replies"
    list_display = ("title",)
    search_fields = ("title", "text", "text_fr", "text_rw")


saved_reply_admin = SavedReplyViewSet()
# The group below shows it; Wagtail would list it under "Snippets" as well.
saved_reply_admin.menu_item_is_registered = True
register_snippet(saved_reply_admin)


@hooks.register("register_admin_menu_item")
def register_support_group() -> SubmenuMenuItem:
    items = [
        BoardItem(
            _("Support desk"),
            reverse_lazy("support"),
            name="support-desk",
            icon_name="help",
            order=1,
            permission="feedback.work_ticket",
        ),
        BoardItem(
            _("Feedback"),
            reverse_lazy("feedback"),
            name="feedback-board",
            icon_name="comment",
            order=2,
            permission="feedback.read_feedback",
        ),
        saved_reply_admin.get_menu_item(order=3),
    ]
    return SubmenuMenuItem(
        _("Support"), Menu(items=items), name="support", icon_name="mail", order=158
    )
