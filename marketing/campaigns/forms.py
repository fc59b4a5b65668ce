"""Shapes of what readers post."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from site_core.users.models import LANGUAGES


class SignUpForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the letters"), choices=LANGUAGES)
