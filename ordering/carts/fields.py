"""Form fields of our own."""

from __future__ import annotations

from django import forms


class OneLineField(forms.CharField):
    """Text for a label or a ticket: line breaks and runs of spaces become one space."""

    def to_python(self, value: object) -> str:
        return " ".join(str(super().to_python(value) or "").split())
