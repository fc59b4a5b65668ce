"""The shape of what is posted to a cart. Whether it makes sense, the services say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import Allergen, DietaryTag
from ordering.delivery.models import Address, Area, Bed
from ordering.delivery.places import Place, place_of, place_of_area, place_of_bed
from ordering.delivery.selectors import addresses_of, served_areas
from site_core.users.models import User

from .fields import OneLineField
from .models import MAX_QUANTITY

QUANTITY_ERRORS = {
    "invalid": _("Please write a whole number."),
    "required": _("Please write a whole number."),
    "min_value": _("Please order at least one."),
    "max_value": _("Please order at most %(limit_value)s of a dish."),
}
TOO_LONG = {"max_length": _("Please write at most %(limit_value)d characters.")}
MAX_OPTIONS = 50


def posted_options(data: Any) -> list[str]:
    """All option keys of a query or a post, bounded: a form has far fewer than this."""
    keys = [
        value[:90]
        for name in data
        if name == "options" or name.startswith("options-")
        for value in data.getlist(name)
        if value
    ]
    return list(dict.fromkeys(keys))[:MAX_OPTIONS]


class AddForm(forms.Form):
    """A dish with its choices. Options are keys "group:option"."""

    quantity = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=MAX_QUANTITY,
        required=False,
        error_messages=QUANTITY_ERRORS,
    )
    size = forms.CharField(
        max_length=40,
        required=False,
        error_messages={"max_length": _("This size is no longer available.")},
    )
    note = OneLineField(
        label=_("Note for the kitchen"), max_length=140, required=False, error_messages=TOO_LONG
    )

    def clean_quantity(self) -> int:
        quantity: int | None = self.cleaned_data["quantity"]
        return 1 if quantity is None else quantity

    def option_keys(self) -> list[str]:
        return posted_options(self.data)


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(
        min_value=0, max_value=MAX_QUANTITY, error_messages=QUANTITY_ERRORS
    )


class PlaceForm(forms.Form):
    """A bed, an area with directions, or a kept address. The zone follows, it is never asked."""

    bed = forms.CharField(max_length=20, required=False)
    area = forms.SlugField(required=False)
    directions = OneLineField(
        label=_("House, office or landmark"),
        max_length=200,
        required=False,
        error_messages=TOO_LONG,
    )
    address = forms.CharField(max_length=20, required=False)

    place: Place | None = None

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.place = (
            self._address(data.get("address", ""))
            or self._bed(data.get("bed", ""))
            or self._area(data)
        )
        if self.place is None and not self.errors:
            raise forms.ValidationError(
                _("Please tell us where to bring it: choose your bed, or a place and directions.")
            )
        return data

    def _address(self, code: str) -> Place | None:
        """A kept place of this account; that of somebody else does not exist."""
        if not code:
            return None
        address: Address | None = (
            addresses_of(self.user).filter(code=code).first() if self.user else None
        )
        place = place_of(address) if address else None
        if place is None:
            raise forms.ValidationError(_("We do not deliver there at the moment."))
        return place

    def _bed(self, code: str) -> Place | None:
        if not code:
            return None
        bed = Bed.objects.select_related("room__ward__zone").filter(code=code).first()
        place = place_of_bed(bed) if bed else None
        if place is None:
            raise forms.ValidationError(_("We do not deliver to this bed at the moment."))
        return place

    def _area(self, data: dict[str, Any]) -> Place | None:
        if not data.get("area"):
            if data.get("directions"):
                self.add_error("area", _("Please choose the place that is nearest to you."))
            return None
        area: Area | None = served_areas().filter(code=data["area"]).first()
        if area is None:
            raise forms.ValidationError(_("We do not deliver there at the moment."))
        if not data.get("directions"):
            if "directions" not in self.errors:
                self.add_error(
                    "directions", _("Please describe the place, so that our courier finds you.")
                )
            return None
        return place_of_area(area, data["directions"])


class EaterForm(forms.Form):
    """Who eats: allergies and diets are asked here and shown to the kitchen, nowhere else."""

    name = OneLineField(
        label=_("Who eats?"),
        max_length=60,
        required=False,
        error_messages=TOO_LONG,
        help_text=_("A first name is enough. Leave it empty if it is you."),
    )
    avoids = forms.MultipleChoiceField(
        label=_("Must not be in the food"),
        choices=Allergen.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    diets = forms.MultipleChoiceField(
        label=_("The food has to be"),
        choices=DietaryTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def says_nothing(self) -> bool:
        """Nobody in particular and nothing to avoid: there is nobody to remember."""
        return not any(self.cleaned_data.values())
