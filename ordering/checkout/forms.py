"""The shape of the checkout: who, when, how to pay. Where to stands in the cart already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.orders.values import Contact
from ordering.payments.gateways import Gateway
from site_core.users.models import User
from site_core.users.phones import PhoneField

from .values import Wish


class CheckoutForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
        error_messages={"required": _("Please tell us your name, so that our courier can ask for you.")},
    )
    phone = PhoneField(
        label=_("Phone number"),
        max_length=30,
        help_text=_("We call only when we cannot find you."),
        error_messages={"required": _("Please give a phone number that we can call.")},
    )
    email = forms.EmailField(
        label=_("E-mail (optional)"),
        required=False,
        help_text=_("For your receipt."),
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
    )
    slot = forms.CharField(
        max_length=80, error_messages={"required": _("Please choose when it should arrive.")}
    )
    method = forms.ChoiceField(error_messages={"required": _("Please choose how to pay.")})
    note = forms.CharField(
        label=_("Note for the courier"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=40, widget=forms.HiddenInput)
    expected_total = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, gateways: Sequence[Gateway], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gateways = gateways
        self.fields["method"].choices = [(g.method.value, g.label) for g in gateways]  # type: ignore[attr-defined]
        self.fields["phone"].widget.attrs["class"] = "input"

    def wish(self, *, user: User | None, language: str) -> Wish:
        """The posted order as a value. Valid forms only."""
        data = self.cleaned_data
        return Wish(
            token=data["token"],
            digest=data["digest"],
            expected_total=data["expected_total"],
            contact=Contact(
                name=data["name"],
                phone=data["phone"],
                email=data["email"],
                language=language,
                user=user,
            ),
            slot_key=data["slot"],
            payment_method=data["method"],
            note=data["note"],
        )
