"""The shape of what is posted from the boards. Whether a step is possible, the services say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ordering.orders.states import State
from site_core.base.money import NotAnAmount, parse_rwf

MAX_PORTIONS = 9_999
MAX_TAKEN_AT_ONCE = 200
# Far above any version a screen can have seen, and within what every database can compare.
MAX_VERSION = 2_000_000_000


class StepForm(forms.Form):
    """Where a card's button moves the order, and which version the cook saw."""

    to = forms.ChoiceField(choices=State.choices)
    version = forms.IntegerField(min_value=0, max_value=MAX_VERSION)


class TakeForm(forms.Form):
    """The orders that the courier saw when pressing; none that came since."""

    def codes(self) -> list[str]:
        data: Any = self.data
        found = data.getlist("order") if hasattr(data, "getlist") else []
        # PostgreSQL refuses the character NUL in any text.
        codes = (code[:20] for code in found if "\x00" not in code)
        return list(dict.fromkeys(codes))[:MAX_TAKEN_AT_ONCE]


class HandOverForm(forms.Form):
    cash = forms.CharField(max_length=20, required=False)

    def clean_cash(self) -> int:
        text = self.cleaned_data["cash"]
        try:
            return parse_rwf(text) if text else 0
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error


class Trouble(TextChoices):
    """Why a meal could not be handed over, as the customer reads it."""

    NOBODY = "nobody", gettext_lazy("Nobody was there.")
    MOVED = "moved", gettext_lazy("The patient had moved or gone home.")
    REFUSED = "refused", gettext_lazy("The meal was not wanted.")
    WARD = "ward", gettext_lazy("The ward asked us not to serve it now.")
    NOT_FOUND = "not_found", gettext_lazy("We could not find the place.")
    NO_MONEY = "no_money", gettext_lazy("It could not be paid.")
    OTHER = "other", gettext_lazy("Something else")


class TroubleForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Trouble.choices,
        error_messages={
            "required": gettext_lazy("Please say why."),
            "invalid_choice": gettext_lazy("Please choose one of the reasons."),
        },
    )
    words = forms.CharField(
        max_length=150,
        required=False,
        error_messages={
            "max_length": gettext_lazy("Please write at most %(limit_value)s characters.")
        },
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == Trouble.OTHER and not data.get("words", "").strip():
            self.add_error("words", _("Please say in a few words what happened."))
        return data

    def sentence(self, language: str) -> str:
        """The reason in the language of the customer, followed by what the courier wrote."""
        reason, words = self.cleaned_data["reason"], self.cleaned_data["words"].strip()
        if reason == Trouble.OTHER:
            return words
        with override(language):
            return f"{Trouble(reason).label} {words}".strip()


class PortionsForm(forms.Form):
    left = forms.IntegerField(
        min_value=0,
        max_value=MAX_PORTIONS,
        error_messages={
            "required": gettext_lazy("Please write how many are left."),
            "invalid": gettext_lazy("Please write a whole number, for example 12."),
            "min_value": gettext_lazy("It cannot be fewer than none."),
            "max_value": gettext_lazy("Please write at most %(limit_value)s."),
        },
    )


class SoldOutForm(forms.Form):
    """`until` names one of the offered moments; "now" puts the dish back on sale."""

    until = forms.ChoiceField(choices=[("tonight", ""), ("opening", ""), ("now", "")])
