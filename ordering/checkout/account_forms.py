"""The shape of what is kept in an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.carts.fields import OneLineField
from ordering.carts.forms import TOO_LONG, EaterForm, PlaceForm
from site_core.users.models import User


class LabelForm(forms.Form):
    label = OneLineField(
        label=_("What do you call it?"),
        max_length=60,
        help_text=_("For example: home, office, Mama’s bed."),
        error_messages={**TOO_LONG, "required": _("Please give this place a name.")},
    )


class AddressForm(LabelForm, PlaceForm):
    """A place with a name. It is chosen from a list here: a bed of a ward, or an area."""

    address = None  # type: ignore[assignment]  # Django: this field is left out.

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)


class KeptEaterForm(EaterForm):
    """Somebody who is kept by name, so that a name is needed."""

    name = OneLineField(
        label=_("Name"),
        max_length=60,
        help_text=_("A first name is enough."),
        error_messages={
            **TOO_LONG,
            "required": _("Please give a name, so that you can choose it later."),
        },
    )
