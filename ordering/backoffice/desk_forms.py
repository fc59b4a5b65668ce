"""The shape of what is typed at the order desk. Whether it makes sense, the services say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ordering.carts.fields import OneLineField
from ordering.checkout.forms import STALE_ERRORS, TOO_LONG
from ordering.payments.gateways import GATEWAYS
from site_core.users.phones import PhoneField


class ContactForm(forms.Form):
    name = OneLineField(label=_("Name"), max_length=120, error_messages=TOO_LONG)
    phone = PhoneField(label=_("Phone"), max_length=30, error_messages=TOO_LONG)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class DetailsForm(forms.Form):
    slot = forms.CharField(label=_("When"), max_length=80, required=False)
    method = forms.ChoiceField(label=_("How to pay"), required=False)
    note = OneLineField(
        label=_("Note for the courier"), max_length=200, required=False, error_messages=TOO_LONG
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [(code, code) for code in GATEWAYS]  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """What was agreed to on the phone. `token` makes one order of however many clicks."""

    token = forms.UUIDField(required=False, error_messages=STALE_ERRORS)
    digest = forms.CharField(max_length=150, error_messages=STALE_ERRORS)
    expected_total = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, error_messages=STALE_ERRORS
    )
    reason = OneLineField(label=_("Why"), max_length=200, required=False, error_messages=TOO_LONG)
