"""Fields of the admin's forms: francs, allergens, tags. They read what people type, or say why not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordering.catalogue.facts import Allergen, DietaryTag, Presence
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf, parse_rwf


class MoneyField(forms.Field):
    """Whole francs as an int. "2 500" is read, "1 500,50" and "1e3" are refused with a sentence."""

    widget = forms.TextInput

    def __init__(self, *, at_least: int = 0, allows_minus: bool = False, **kwargs: Any) -> None:
        self.at_least = at_least
        self.allows_minus = allows_minus
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "text" if self.allows_minus else "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else str(value)

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        sign = 1
        if self.allows_minus and text[0] in "-−":
            sign, text = -1, text[1:].strip()
        try:
            return sign * parse_rwf(text)
        except DomainError as error:
            raise ValidationError(str(error)) from error

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not self.allows_minus and value < self.at_least:
            raise ValidationError(
                _("Please write at least %(amount)s.") % {"amount": format_rwf(self.at_least)}
            )


class AllergensWidget(forms.Widget):
    """One row for each of the fourteen allergens, one column for each presence."""

    template_name = "backoffice/widgets/allergens.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        declared = value if isinstance(value, dict) else {}
        context["widget"]["presences"] = Presence.choices
        context["widget"]["rows"] = [
            {
                "name": f"{name}-{code}",
                "label": label,
                "chosen": declared.get(code, Presence.UNKNOWN),
            }
            for code, label in Allergen.choices
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {
            code: data[f"{name}-{code}"] for code in Allergen.values if f"{name}-{code}" in data
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{code}" in data for code in Allergen.values)

    def id_for_label(self, id_: str) -> str:
        return ""


class AllergensField(forms.Field):
    """{allergen: presence}. "Not known" is said by leaving the allergen out."""

    widget = AllergensWidget

    def to_python(self, value: Any) -> dict[str, str]:
        declared = value or {}
        if any(presence not in Presence.values for presence in declared.values()):
            raise ValidationError(_("Please choose one of the four answers for each allergen."))
        return {code: str(p) for code, p in declared.items() if p != Presence.UNKNOWN}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class CodesField(forms.MultipleChoiceField):
    """A list of codes, chosen by ticking."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(choices=choices, **kwargs)


def allergens_field() -> AllergensField:
    return AllergensField(
        required=False,
        label=gettext_lazy("Allergens"),
        help_text=gettext_lazy(
            "“Not known” counts as unsafe for everybody who must not eat it. Ask the cook."
        ),
    )


def tags_field() -> CodesField:
    return CodesField(
        DietaryTag.choices,
        label=gettext_lazy("Dietary tags"),
        help_text=gettext_lazy("A tag that the figures or allergens contradict is refused."),
    )


def contains_field() -> CodesField:
    return CodesField(Allergen.choices, label=gettext_lazy("Adds allergens"))
