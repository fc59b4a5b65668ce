"""What staff fill in about a campaign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from .segments import get_segment


class CampaignForm(WagtailAdminModelForm):
    """A language has both a subject and a letter, or neither; a segment has what it needs."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for suffix in ("_fr", "_rw"):
            subject, body = cleaned.get(f"subject{suffix}"), cleaned.get(f"body{suffix}")
            if subject and not body:
                self.add_error(f"body{suffix}", _("There is a subject, but no letter yet."))
            elif body and not subject:
                self.add_error(f"subject{suffix}", _("A letter needs a subject."))
        code = cleaned.get("segment")
        needed = get_segment(code).field if code else ""
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("These readers cannot be found without this."))
        return cleaned


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(label=_("Leaves at (time in Kigali)"), widget=AdminDateTimeInput)

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at < timezone.now():
            raise forms.ValidationError(_("That moment has passed."))
        return at
