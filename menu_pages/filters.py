"""What somebody looks for on the menu. Shape and matching; bad input becomes a sentence."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.facts import Allergen, DietaryTag, Presence
from ordering.catalogue.models import MenuItem
from site_core.base.money import MAX_AMOUNT

MAX_QUERY = 80
PRICE_STEPS = (1_000, 2_000, 3_000, 5_000)
KCAL_STEPS = (200, 400, 600)
UNKNOWN_CHOICE = _("We do not know this choice, so it was left out.")


def folded(text: str) -> str:
    """Without accents and case, so that "cafe" finds "Café"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class MenuFilterForm(forms.Form):
    """Read from the address. A field in error filters nothing and says so; the others still do."""

    q = forms.CharField(
        label=_("Search the menu"),
        max_length=MAX_QUERY,
        required=False,
        error_messages={
            "max_length": _("Please search with at most %(limit_value)d characters."),
            "null_characters_not_allowed": _("Please search with letters and figures only."),
        },
    )
    diet = forms.MultipleChoiceField(
        label=_("It should be"),
        choices=DietaryTag.choices,
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE, "invalid_list": UNKNOWN_CHOICE},
    )
    without = forms.MultipleChoiceField(
        label=_("It must be free from"),
        choices=Allergen.choices,
        required=False,
        error_messages={"invalid_choice": UNKNOWN_CHOICE, "invalid_list": UNKNOWN_CHOICE},
    )
    max_price = forms.IntegerField(
        label=_("Price up to"),
        min_value=1,
        max_value=MAX_AMOUNT,
        required=False,
        error_messages={
            "invalid": _("Please write the price in whole francs."),
            "min_value": _("Please write a price of at least 1 franc."),
            "max_value": _("Please write a price of at most %(limit_value)s francs."),
        },
    )
    max_kcal = forms.IntegerField(
        label=_("Energy up to"),
        min_value=1,
        max_value=10_000,
        required=False,
        error_messages={
            "invalid": _("Please write the energy in whole kcal."),
            "min_value": _("Please write at least 1 kcal."),
            "max_value": _("Please write at most %(limit_value)s kcal."),
        },
    )
    available = forms.BooleanField(label=_("Only what is available now"), required=False)

    @property
    def query(self) -> str:
        """What to search for, or nothing."""
        return str(self._value("q") or "")

    @property
    def active_count(self) -> int:
        """How many filters are on, the search apart."""
        return sum(
            len(value) if isinstance(value, list) else bool(value)
            for name in self.fields
            if name != "q" and (value := self._value(name))
        )

    @property
    def is_filtering(self) -> bool:
        return bool(self.query or self.active_count)

    @property
    def sentences(self) -> list[str]:
        """What was wrong, fit for people."""
        return [str(error) for errors in self.errors.values() for error in errors]

    @property
    def chosen_diets(self) -> list[str]:
        return self._value("diet") or []

    @property
    def chosen_without(self) -> list[str]:
        return self._value("without") or []

    @property
    def chosen_price(self) -> int | None:
        return self._value("max_price")

    @property
    def chosen_kcal(self) -> int | None:
        return self._value("max_kcal")

    @property
    def chosen_available(self) -> bool:
        return bool(self._value("available"))

    def accepts(self, item: MenuItem, *, price: int, is_gone: bool) -> bool:
        """Whether an item passes. "Without" means declared free: traces and "not known" do not pass.

        `price` in RWF is what the list shows. A dish whose energy was not measured never passes a limit on energy.
        """
        max_price, max_kcal = self.chosen_price, self.chosen_kcal
        return (
            all(item.facts.carries(tag) for tag in self.chosen_diets)
            and all(item.allergens.get(code) == Presence.FREE for code in self.chosen_without)
            and (max_price is None or price <= max_price)
            and (max_kcal is None or (item.kcal is not None and item.kcal <= max_kcal))
            and not (self.chosen_available and is_gone)
        )

    def _value(self, name: str) -> Any:
        # Asking for errors cleans the form; a field in error has no cleaned value.
        return None if self.errors.get(name) else self.cleaned_data.get(name)
