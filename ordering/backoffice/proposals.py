"""Changes of allergens in the admin: what was, what is proposed, and the dietitian's word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from ordering.catalogue.models import AllergenProposal
from ordering.catalogue.proposals import (
    MAY_APPROVE,
    ProposalSettled,
    decide_proposal,
    differences,
    may_approve,
)

from .base import RecordAdmin, actor_of, needs
from .filters import choice_filter, day_filter


class AnswerForm(forms.Form):
    word = forms.ChoiceField(choices=[("approve", ""), ("refuse", "")])
    answer = forms.CharField(max_length=300, required=False)
    seen = forms.CharField(max_length=40)


class ProposalInspectView(InspectView):
    page_title = gettext_lazy("Allergens")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal: AllergenProposal = self.instance
        is_open = proposal.state == AllergenProposal.State.OPEN
        return super().get_context_data(
            proposal=proposal,
            differences=differences(proposal),
            seen=proposal.item.updated_at.isoformat(),
            decides=is_open and may_approve(self.request.user),
            is_open=is_open,
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class ProposalAdmin(RecordAdmin):
    model = AllergenProposal
    menu_label = gettext_lazy("Allergens to approve")
    menu_icon = "clipboard-list"
    inspect_view_class = ProposalInspectView
    inspect_template_name = "backoffice/proposal_inspect.html"
    ordering = ("-proposed_at", "-pk")
    search_fields = ("item__name", "item__name_fr", "item__name_rw", "note")
    list_display = ("item", "shown_change", "state", "proposed_by", "proposed_at")
    list_filter = (
        choice_filter(gettext_lazy("State"), "state", lambda: AllergenProposal.State.choices),
        day_filter(gettext_lazy("Proposed"), "proposed_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[AllergenProposal]:
        rows = super().get_queryset(request)
        return rows.select_related("item", "proposed_by", "decided_by")

    def shown_change(self, proposal: AllergenProposal) -> str:
        return "; ".join(f"{d.label}: {d.before} → {d.proposed}" for d in differences(proposal))

    shown_change.short_description = gettext_lazy("Change")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/decide/<int:pk>/",
                decide_view,
                name=self.url_helper.get_action_url_name("decide"),
            ),
        )


@require_POST
@needs(MAY_APPROVE)
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The dietitian approves, or says why not."""
    proposal = get_object_or_404(AllergenProposal, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadRequest("The form holds no decision.")
    is_approved = form.cleaned_data["word"] == "approve"
    try:
        decide_proposal(
            proposal=proposal,
            is_approved=is_approved,
            answer=form.cleaned_data["answer"],
            seen=form.cleaned_data["seen"],
            actor=actor_of(request),
            now=timezone.now(),
        )
    except ProposalSettled as error:
        messages.error(request, str(error))
    else:
        log(instance=proposal.item, action="wagtail.edit", content_changed=True)
        messages.success(
            request,
            _("Approved. People read it from now on.")
            if is_approved
            else _("Not approved. The dish says again what it said before."),
        )
    return redirect(proposal_admin.url_helper.get_action_url("inspect", proposal.pk))


proposal_admin = ProposalAdmin()
