"""What somebody looks for on the whole site. Bad input becomes a sentence."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from menu_pages.filters import MAX_QUERY


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search dishes, answers and pages"),
        max_length=MAX_QUERY,
        required=False,
        error_messages={
            "max_length": _("Please search with at most %(limit_value)d characters."),
            "null_characters_not_allowed": _("Please search with letters and figures only."),
        },
    )

    @property
    def query(self) -> str:
        return "" if self.errors else str(self.cleaned_data["q"]).strip()

    @property
    def sentence(self) -> str:
        """What was wrong, or nothing."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
