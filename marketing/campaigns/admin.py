"""Campaigns in the Wagtail admin: written like any snippet, sent from a page of their own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    DeleteView,
    EditView,
    InspectView,
    SnippetViewSet,
)

from ordering.backoffice.base import HouseIndexView, RecordAdmin, actor_of
from ordering.backoffice.filters import choice_filter, day_filter
from ordering.backoffice.phones import shown_address
from site_core.users.models import LANGUAGES

from . import admin_views, selectors
from .admin_forms import CampaignForm, ScheduleForm
from .audience import audience
from .coupons import coupon_problems
from .models import Campaign, ConsentEvent


class CampaignEditView(EditView):
    """Words change in a draft only: what has begun to leave is the same for everybody."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        campaign = self.get_object()
        if not campaign.is_editable:
            return redirect(overview_url(campaign))
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return overview_url(self.object)


class CampaignDeleteView(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.get_object().is_editable:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CampaignOverview(InspectView):
    """Readers, preview, buttons and figures of one campaign on one page."""

    template_name = "campaigns/admin/overview.html"
    page_title = _("Campaign")
    permission_required = "change"
    any_permission_required = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        campaign, now = self.object, timezone.now()
        has_started = campaign.started_at is not None
        return {
            **context,
            "campaign": campaign,
            "languages": [(code, name) for code, name in LANGUAGES if code in campaign.languages],
            "missing": [name for code, name in LANGUAGES if code not in campaign.languages],
            "coupon_problems": []
            if has_started
            else coupon_problems(campaign, at=campaign.send_at or now),
            "size": None if has_started else audience(campaign, now=now).count(),
            "readers": selectors.sample_readers(campaign, viewer=actor_of(self.request), now=now),
            "schedule_form": ScheduleForm(),
            "progress": selectors.progress(campaign) if has_started else None,
            "chart": selectors.clicks_chart(campaign) if has_started else None,
            "reach": selectors.reach(),
            "days": selectors.FOLLOWED_WITHIN.days,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        response = super().render_to_response(context, **kwargs)
        if self.object.state == Campaign.State.SENDING:
            # Works without a script, and stops by itself.
            response.headers["Refresh"] = "10"
        return response


def _words(suffix: str) -> list[Any]:
    return [FieldPanel(f"{name}{suffix}") for name in ("subject", "teaser", "body")]


def overview_url(campaign: Campaign) -> str:
    return reverse(campaign_admin.get_url_name("inspect"), args=[campaign.pk])


class CampaignViewSet(SnippetViewSet):
    model = Campaign
    icon = "mail"
    menu_label = _("Campaigns")
    menu_name = "campaigns"
    base_url_path = "campaigns"
    list_display = (
        "name",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("segment", label=_("Who gets it"), accessor="get_segment_display"),
        Column("send_at", label=_("Leaves at"), accessor=admin_views.shown_time),
    )
    list_filter = ("state", "segment")
    search_fields = ("name", "subject")
    ordering = ("-updated_at", "-pk")
    inspect_view_enabled = True
    inspect_view_class = CampaignOverview
    inspect_template_name = CampaignOverview.template_name
    edit_view_class = CampaignEditView
    delete_view_class = CampaignDeleteView
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("segment"),
                    FieldPanel(
                        "segment_days", help_text=_("Counts for those who have not ordered lately.")
                    ),
                    FieldPanel(
                        "segment_tag",
                        help_text=_("Counts for those who like a kind of dish: they ordered one."),
                    ),
                    FieldPanel("only_language", help_text=_("Empty: readers of all languages.")),
                    FieldPanel("per_minute"),
                ],
                heading=_("Readers"),
            ),
            ObjectList(_words(""), heading="English"),
            ObjectList(_words("_fr"), heading="Français"),
            ObjectList(_words("_rw"), heading="Ikinyarwanda"),
        ],
        base_form_class=CampaignForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("letter/<int:pk>/<slug:language>/", admin_views.letter, name="letter"),
            path("move/<int:pk>/<slug:move>/", admin_views.move, name="move"),
        ]


campaign_admin = CampaignViewSet()
# The marketing group shows it; Wagtail would list it under "Snippets" as well.
campaign_admin.menu_item_is_registered = True


class ConsentIndexView(HouseIndexView):
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Whole addresses only: one of which little is shown must not be guessed letter by letter."""
        email = search_term.replace("\x00", "").strip().lower()
        return queryset.filter(subscriber__email=email) if email else queryset


class ConsentAdmin(RecordAdmin):
    """Who agreed to what and when: read only, addresses in part."""

    model = ConsentEvent
    menu_label = _("Consents")
    menu_icon = "clipboard-list"
    index_view_class = ConsentIndexView
    inspect_view_enabled = False
    ordering = ("-at", "-pk")
    list_display = ("shown_email", "kind", "source", "language", "wording", "at")
    list_select_related = ("subscriber",)
    search_fields = ("subscriber__email",)
    list_filter = (
        choice_filter(_("What"), "kind", lambda: ConsentEvent.Kind.choices),
        day_filter(_("When"), "at"),
    )

    def shown_email(self, event: ConsentEvent) -> str:
        return shown_address(event.subscriber.email, AnonymousUser())

    shown_email.short_description = _("Address")  # type: ignore[attr-defined]


consent_admin = ConsentAdmin()
