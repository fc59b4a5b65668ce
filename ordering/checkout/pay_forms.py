"""The shape of one attempt to pay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.carts.fields import OneLineField
from ordering.payments.methods import OfferedMethod, WrongPayer, check_payer
from site_core.users.phones import PhoneField

from .forms import NO_METHOD, TOO_LONG


class PayForm(forms.Form):
    method = forms.ChoiceField(error_messages={"required": NO_METHOD, "invalid_choice": NO_METHOD})
    payer_phone = PhoneField(
        label=_("Mobile money number"), max_length=30, required=False, error_messages=TOO_LONG
    )

    def __init__(self, *args: Any, methods: Sequence[OfferedMethod], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.methods = methods
        self.fields["method"].choices = [(m.method.value, m.label) for m in methods]  # type: ignore[attr-defined]

    @property
    def chosen_method(self) -> str:
        first = self.methods[0].method.value if self.methods else ""
        return self["method"].value() or first

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("method") and "payer_phone" not in self.errors:
            try:
                check_payer(data["method"], data.get("payer_phone", ""))
            except WrongPayer as refusal:
                self.add_error("payer_phone", str(refusal))
        return data


class PayForOtherForm(PayForm):
    payer_name = OneLineField(
        label=_("Your name"),
        max_length=60,
        help_text=_("Whoever ordered the meal reads it."),
        error_messages={**TOO_LONG, "required": _("Please tell us your name.")},
    )
    field_order = ("payer_name", "method", "payer_phone")
