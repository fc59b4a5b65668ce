"""The rules for points in the admin: every version, and a form that makes the next one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.loyalty.adjusting import MAY_APPROVE
from ordering.loyalty.models import LoyaltyRules
from ordering.loyalty.rules import FIELDS, change_rules, rules_at

from ..base import RecordAdmin, actor_of, needs


class RulesForm(forms.ModelForm[LoyaltyRules]):
    """All figures of a version; the form never saves, for a version is never changed."""

    class Meta:
        model = LoyaltyRules
        fields = FIELDS

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts = [data.get(f"{tier}_from") for tier in ("silver", "gold", "platinum")]
        known = [start for start in starts if start is not None]
        if known != sorted(known):
            raise ValidationError(_("Each level needs at least as much as the one below it."))
        return data


@require_http_methods(["GET", "POST"])
@needs("loyalty.view_loyaltyrules", MAY_APPROVE)
def change_view(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = RulesForm(request.POST or None, initial=model_to_dict(rules_at(now), fields=FIELDS))
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request)
        try:
            rules = change_rules(changes=form.cleaned_data, actor=actor, now=now)
        except IntegrityError:
            form.add_error(None, _("Somebody has just changed the rules. Please look once more."))
        else:
            log(instance=rules, action="wagtail.create", user=actor, content_changed=True)
            messages.success(
                request,
                _("Version %(version)d is in force. What happened before stays as it was.")
                % {"version": rules.version},
            )
            return redirect("loyalty_loyaltyrules_modeladmin_index")
    context = {
        "form": form,
        "back_url": reverse("loyalty_loyaltyrules_modeladmin_index"),
        "page_heading": _("Change the rules"),
        "page_subtitle": _("In force from the moment you save"),
        "page_icon": "cogs",
    }
    return render(request, "backoffice/loyalty/rules_change.html", context)


class RulesAdmin(RecordAdmin):
    model = LoyaltyRules
    menu_label = gettext_lazy("Rules")
    menu_icon = "cogs"
    index_template_name = "backoffice/loyalty/rules_index.html"
    ordering = ("-version",)
    inspect_view_fields = ("version", "valid_from", "changed_by", *FIELDS)
    list_display = ("version", "valid_from", "changed_by", "point_value")
    list_select_related = ("changed_by",)

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            path(f"{base}/change/", change_view, name=name("change")),
            *super().get_admin_urls_for_registration(),
        )


rules_admin = RulesAdmin()
