"""The shape of what the desk and the feedback board post."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.carts.fields import OneLineField
from ordering.orders.models import Order
from site_core.users.models import User
from site_core.users.phones import PhoneField

from .desk_selectors import MAX_NUMBER, desk_people
from .models.tickets import Category, Priority, Status

MAX_TEXT = 8_000
TABS = (
    ("todo", _("To do")),
    ("mine", _("Mine")),
    ("waiting", _("Waiting")),
    ("solved", _("Solved")),
    ("all", _("All")),
)
TOO_LONG = {"max_length": _("Please write at most %(limit_value)d characters.")}


class WordsForm(forms.Form):
    """Words and the number of this showing of the form: a double click says them once."""

    text = forms.CharField(
        max_length=MAX_TEXT, error_messages={**TOO_LONG, "required": _("Please write something.")}
    )
    key = forms.RegexField(r"^[0-9a-f]{16}$", required=False)

    @property
    def unique_key(self) -> str | None:
        key = self.cleaned_data.get("key")
        return f"desk:{key}" if key else None


class AnswerForm(WordsForm):
    is_solved = forms.BooleanField(required=False)


def fresh_key() -> str:
    return secrets.token_hex(8)


class TicketForm(forms.Form):
    category = forms.ChoiceField(label=_("Category"), choices=Category)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority, coerce=int)
    status = forms.ChoiceField(label=_("Status"), choices=Status)
    assignee = forms.ModelChoiceField(
        label=_("In whose hands"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = desk_people()


class DeskTicketForm(WordsForm):
    """Somebody called, or came to the counter."""

    category = forms.ChoiceField(label=_("Category"), choices=Category)
    name = OneLineField(label=_("Name"), max_length=120, required=False, error_messages=TOO_LONG)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = PhoneField(label=_("Phone number"), max_length=30, required=False)
    order = forms.IntegerField(
        label=_("Number of the order"), min_value=1, max_value=MAX_NUMBER, required=False
    )

    def clean_order(self) -> Order | None:
        number = self.cleaned_data["order"]
        if number is None:
            return None
        order = Order.objects.filter(pk=number).first()
        if order is None:
            raise forms.ValidationError(_("There is no order with this number."))
        return order


class FilterForm(forms.Form):
    """What the list shows; whatever makes no sense is taken as the first tab."""

    tab = forms.ChoiceField(choices=TABS, required=False)
    category = forms.ChoiceField(choices=[("", ""), *Category.choices], required=False)

    @property
    def chosen_tab(self) -> str:
        return self.cleaned_data.get("tab") or TABS[0][0]

    @property
    def chosen_category(self) -> str:
        return self.cleaned_data.get("category") or ""
