"""The shape of what a subscriber posts. Whether it makes sense, the services say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.carts.fields import OneLineField
from ordering.carts.forms import TOO_LONG, PlaceForm
from ordering.delivery.models import OpeningHours, Slot
from ordering.dietary.models import Eater
from ordering.payments.methods import OfferedMethod
from site_core.users.models import User
from site_core.users.phones import PhoneField

from .choosing import CATEGORIES
from .giving_back import WAYS
from .kitchen import Kitchen, hours_of
from .models import Mealtime, Plan
from .prices import Offer

NO_DAY = _("Please choose a day.")
STALE = _("This page was open for too long. Please look at it once more.")
DATE_ERRORS = {"required": NO_DAY, "invalid": NO_DAY}
WAY_LABELS = {
    "back": _("Back the way it was paid"),
    "credit": _("As store credit, for your next meals"),
}


class DateField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], error_messages=DATE_ERRORS, **kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        date = super().to_python(value)
        if date is not None and not 2000 <= date.year <= 2200:
            raise forms.ValidationError(NO_DAY)
        return date


class DaysForm(forms.Form):
    """Days of the week and mealtimes of a plan."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=OpeningHours.Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one day of the week.")},
    )
    mealtimes = forms.MultipleChoiceField(
        label=_("At which mealtimes?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose mealtimes that belong to the plan.")},
    )

    def __init__(
        self, *args: Any, plan: Plan, slots: Mapping[str, Sequence[Slot]], **kwargs: Any
    ) -> None:
        """`slots` are the delivery times to choose from, by mealtime."""
        super().__init__(*args, **kwargs)
        labels = dict(Mealtime.choices)
        self.plan = plan
        self.fields["mealtimes"].choices = [(m, labels[m]) for m in plan.mealtimes]  # type: ignore[attr-defined]
        for mealtime in plan.mealtimes:
            offered = [(slot.code, hours_of(slot)) for slot in slots[mealtime]]
            self.fields[f"time_{mealtime}"] = forms.ChoiceField(
                label=labels[mealtime],
                required=False,
                choices=[("", _("The usual time")), *offered],
                widget=forms.Select(attrs={"class": "input"}),
                error_messages={"invalid_choice": _("Please choose a time from the list.")},
            )

    @property
    def time_fields(self) -> list[forms.BoundField]:
        """The times of mealtimes with more than one to choose from."""
        named = [self[f"time_{mealtime}"] for mealtime in self.plan.mealtimes]
        return [field for field in named if len(field.field.choices) > 2]  # type: ignore[attr-defined]

    @property
    def times(self) -> dict[str, str]:
        """The chosen slot by mealtime."""
        found = {m: self.cleaned_data.get(f"time_{m}", "") for m in self.cleaned_data["mealtimes"]}
        return {mealtime: code for mealtime, code in found.items() if code}


class PersonForm(forms.Form):
    """Who eats, from the people of the account; what they like and dislike of the plan's dishes."""

    eater = forms.ChoiceField(label=_("Who eats?"), required=False)
    likes = forms.TypedMultipleChoiceField(
        label=_("Gladly"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    dislikes = forms.TypedMultipleChoiceField(
        label=_("Never"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = OneLineField(
        label=_("Note for the kitchen"), max_length=140, required=False, error_messages=TOO_LONG
    )

    def __init__(
        self,
        *args: Any,
        eaters: Sequence[Eater],
        dishes: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.eaters = {eater.code: eater for eater in eaters}
        named = [(code, str(eater)) for code, eater in self.eaters.items()]
        self.fields["eater"].choices = [("", _("Somebody without allergies or diets")), *named]  # type: ignore[attr-defined]
        for name in ("likes", "dislikes"):
            self.fields[name].choices = list(dishes)  # type: ignore[attr-defined]

    @property
    def chosen_eater(self) -> Eater | None:
        return self.eaters.get(self.cleaned_data["eater"])


class SubscribeForm(DaysForm, PersonForm, PlaceForm):
    """Everything that a subscription needs, on one page. `token` makes a second tap harmless."""

    token = forms.UUIDField(error_messages={"required": STALE, "invalid": STALE})
    amount = forms.IntegerField(
        min_value=0,
        max_value=2_000_000_000,
        error_messages={
            "required": STALE,
            "invalid": STALE,
            "min_value": STALE,
            "max_value": STALE,
        },
    )
    starts_on = DateField(label=_("From which day?"))
    name = OneLineField(
        label=_("Your name"),
        max_length=120,
        error_messages={**TOO_LONG, "required": _("Please tell us your name.")},
    )
    phone = PhoneField(
        label=_("Phone number"),
        max_length=30,
        error_messages={
            **TOO_LONG,
            "required": _("Please give a phone number that we can call."),
        },
    )
    method = forms.ChoiceField(
        error_messages={
            "required": _("Please choose how to pay."),
            "invalid_choice": _("Please choose how to pay."),
        }
    )
    payer_phone = PhoneField(
        label=_("Mobile money number"), max_length=30, required=False, error_messages=TOO_LONG
    )
    use_credit = forms.BooleanField(label=_("Use my store credit first"), required=False)
    renews = forms.BooleanField(
        label=_("Go on by itself: ask me for the next period when this one ends"), required=False
    )

    def __init__(
        self, *args: Any, methods: Sequence[OfferedMethod], offer: Offer, **kwargs: Any
    ) -> None:
        super().__init__(*args, plan=offer.plan, **kwargs)
        self.methods = methods
        self.fields["method"].choices = [(m.method.value, m.label) for m in methods]  # type: ignore[attr-defined]

    @property
    def chosen_method(self) -> str:
        first = self.methods[0].method.value if self.methods else ""
        return self["method"].value() or first


class OfferForm(forms.Form):
    """Who shall have the plan."""

    name = OneLineField(label=_("Their name"), max_length=120, error_messages=TOO_LONG)
    phone = PhoneField(label=_("Their phone number"), max_length=30, error_messages=TOO_LONG)
    email = forms.EmailField(label=_("Their e-mail"), max_length=254, required=False)


class TakeForm(PersonForm, PlaceForm):
    """What a plan needs to know of whoever takes it."""

    name = OneLineField(label=_("Your name"), max_length=120, error_messages=TOO_LONG)
    phone = PhoneField(label=_("Phone number"), max_length=30, error_messages=TOO_LONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, dishes=(), **kwargs)


class MovePlaceForm(PlaceForm):
    """Where the meals come from now on."""


class PauseForm(forms.Form):
    first = DateField(label=_("No meals from"))
    until = DateField(label=_("Meals again from"))


class MoveForm(forms.Form):
    date = DateField(label=_("To which day?"))


class DishForm(forms.Form):
    item = forms.IntegerField(min_value=1, max_value=2_000_000_000)


class EndForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How does the money come back?"),
        choices=[(way, WAY_LABELS[way]) for way in WAYS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please say how the money goes back."),
            "invalid_choice": _("Please say how the money goes back."),
        },
    )


class SwitchForm(forms.Form):
    plan = forms.SlugField(error_messages={"required": _("Please choose a plan.")})


def dish_choices(plan: Plan, kitchen: Kitchen) -> list[tuple[int, str]]:
    """Every dish of a plan with its name in the language of the request, each once."""
    found = {
        dish.key: kitchen.plates[dish.key].item.localized_name
        for mealtime in plan.mealtimes
        if mealtime in CATEGORIES
        for dish in kitchen.dishes_of(plan, mealtime)
    }
    return sorted(found.items(), key=lambda entry: entry[1])


def account_user(user: Any) -> User:
    """Whoever is logged in; `login_required` has already asked."""
    assert isinstance(user, User)
    return user
