"""The shape of what is posted to a cart. Whether it makes sense, the services say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import Allergen, DietaryTag
from ordering.delivery.models import Area, Bed, Ward
from ordering.delivery.places import Place, place_of_area, place_of_bed
from ordering.delivery.selectors import served_areas

from .models import MAX_QUANTITY

QUANTITY_ERRORS = {
    "invalid": _("Please write a whole number."),
    "min_value": _("Please order at least one."),
    "max_value": _("Please order at most %(limit_value)s of a dish. For more, call us."),
}


class AddForm(forms.Form):
    """A dish with its choices. Options are keys "group:option"."""

    quantity = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=MAX_QUANTITY,
        required=False,
        error_messages=QUANTITY_ERRORS,
    )
    size = forms.CharField(max_length=40, required=False)
    note = forms.CharField(
        label=_("Note for the kitchen"),
        max_length=140,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def clean_quantity(self) -> int:
        return self.cleaned_data["quantity"] or 1

    def option_keys(self) -> list[str]:
        """All posted option keys, bounded: a form has far fewer than this."""
        data: Any = self.data
        keys = [
            value[:90]
            for name in data
            if name == "options" or name.startswith("options-")
            for value in data.getlist(name)
            if value
        ]
        return list(dict.fromkeys(keys))[:50]


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(min_value=0, max_value=MAX_QUANTITY, error_messages=QUANTITY_ERRORS)


class PlaceForm(forms.Form):
    """A bed, or an area with directions. The zone is never asked: it follows from the place."""

    bed = forms.CharField(max_length=20, required=False)
    area = forms.SlugField(required=False)
    directions = forms.CharField(
        label=_("House, office or landmark"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "street-address"}),
    )

    place: Place | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.place = self._bed(data.get("bed", "")) or self._area(data)
        if self.place is None and not self.errors:
            raise forms.ValidationError(
                _("Please tell us where to bring it: choose your bed, or a place and directions.")
            )
        return data

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
            return None
        area: Area | None = served_areas().filter(code=data["area"]).first()
        if area is None:
            raise forms.ValidationError(_("We do not deliver there at the moment."))
        if not data.get("directions"):
            self.add_error(
                "directions", _("Please describe the place, so that our courier finds you.")
            )
            return None
        return place_of_area(area, data["directions"])


class EaterForm(forms.Form):
    """Who eats: allergies and diets are asked here and shown to the kitchen, nowhere else."""

    name = forms.CharField(
        label=_("Who eats?"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
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


def ward_choices(wards: Any) -> list[tuple[Ward, list[tuple[str, str]]]]:
    """Wards with their beds as (code, "Room 3, bed 2")."""
    return [
        (
            ward,
            [
                (bed.code, _("Room %(room)s, bed %(bed)s") % {"room": room.name, "bed": bed.label})
                for room in ward.rooms.all()
                for bed in room.beds.all()
            ],
        )
        for ward in wards
    ]
