"""Shapes of what staff and forms write into a plan."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MEALTIMES = ("breakfast", "lunch", "dinner")


def validate_mealtimes(value: Any) -> None:
    """At least one mealtime, each once. Raises ValidationError."""
    is_sound = isinstance(value, list) and value and set(value) <= set(MEALTIMES)
    if not is_sound or len(set(value)) != len(value):
        raise ValidationError(_("Please choose breakfast, lunch or dinner."))
