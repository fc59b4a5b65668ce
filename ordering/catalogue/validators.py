"""Shape checks for the JSON fields of the catalogue. Rules about truth are in `claims`."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .facts import Allergen, DietaryTag, Presence


def validate_allergens(value: object) -> None:
    """A mapping from Allergen codes to Presence codes."""
    if not isinstance(value, dict) or any(
        key not in Allergen.values or presence not in Presence.values
        for key, presence in value.items()
    ):
        raise ValidationError(_("These are not allergens that we know."))


def validate_tags(value: object) -> None:
    """A list of DietaryTag codes, each once."""
    if (
        not isinstance(value, list)
        or any(tag not in DietaryTag.values for tag in value)
        or len(set(value)) != len(value)
    ):
        raise ValidationError(_("These are not dietary tags that we know."))


def validate_option_contains(value: object) -> None:
    """A list of Allergen codes."""
    if not isinstance(value, list) or any(code not in Allergen.values for code in value):
        raise ValidationError(_("These are not allergens that we know."))
