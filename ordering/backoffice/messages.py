"""What was said to whom, and the words that staff may change."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from site_core.notifications.kinds import all_kinds
from site_core.notifications.models import Channel, MessageTemplate, OutboxMessage
from site_core.notifications.services import NotGivenUp, send_again

from .base import HouseAdmin, HouseIndexView, NeverMadeHere, RecordAdmin, needs
from .filters import choice_filter, day_filter
from .phones import SEES_PHONES, shown_address
from .template_words import edit_words

MAY_SEND_AGAIN = ("notifications.view_outboxmessage", SEES_PHONES)
LANGUAGES = (("en", "English"), ("fr", "Français"), ("rw", "Ikinyarwanda"))


class MessageIndexView(HouseIndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for message in context["object_list"]:
            message.shown_recipient = shown_address(message.recipient, self.request.user)
        return context


class MessageInspectView(InspectView):
    page_title = gettext_lazy("Message")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        message: OutboxMessage = self.instance
        user = self.request.user
        may_send = message.state == OutboxMessage.State.GIVEN_UP and user.has_perms(MAY_SEND_AGAIN)
        return super().get_context_data(
            message=message,
            recipient=shown_address(message.recipient, user),
            again_url=self.url_helper.get_action_url("again", message.pk) if may_send else "",
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class OutboxAdmin(RecordAdmin):
    model = OutboxMessage
    menu_label = gettext_lazy("Messages sent")
    menu_icon = "mail"
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    inspect_template_name = "backoffice/message_inspect.html"
    ordering = ("-created_at", "-pk")
    list_display = ("key", "channel", "shown_recipient", "state", "attempts", "created_at")
    list_filter = (
        choice_filter(gettext_lazy("State"), "state", lambda: OutboxMessage.State.choices),
        choice_filter(gettext_lazy("Channel"), "channel", lambda: Channel.choices),
        day_filter(gettext_lazy("Written"), "created_at"),
    )

    def shown_recipient(self, message: OutboxMessage) -> str:
        return getattr(message, "shown_recipient", "")

    shown_recipient.short_description = gettext_lazy("To")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/again/<int:pk>/",
                again_view,
                name=self.url_helper.get_action_url_name("again"),
            ),
        )


@require_POST
@needs(*MAY_SEND_AGAIN)
def again_view(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(OutboxMessage, pk=pk)
    try:
        send_again(message=message, now=timezone.now())
    except NotGivenUp as error:
        messages.error(request, str(error))
    else:
        log(instance=message, action="wagtail.edit", content_changed=False)
        messages.success(request, _("The message is on its way again."))
    return redirect(outbox_admin.url_helper.get_action_url("inspect", message.pk))


class TemplateAdmin(HouseAdmin):
    model = MessageTemplate
    menu_label = gettext_lazy("Message texts")
    menu_icon = "mail"
    menu_order = 300
    add_to_settings_menu = True
    permission_helper_class = NeverMadeHere
    ordering = ("key", "channel", "language")
    search_fields = ("key", "subject", "body")
    list_display = ("key", "channel", "language", "subject", "shown_active", "updated_at")
    list_filter = (
        choice_filter(
            gettext_lazy("Message"), "key", lambda: [(k.key, k.key) for k in all_kinds()]
        ),
        choice_filter(gettext_lazy("Channel"), "channel", lambda: Channel.choices),
        choice_filter(gettext_lazy("Language"), "language", lambda: LANGUAGES),
    )

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """All languages and channels of the message on one screen."""
        return edit_words(request, instance_pk)


outbox_admin = OutboxAdmin()
template_admin = TemplateAdmin()
