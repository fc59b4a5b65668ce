"""Amounts as staff type and read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from site_core.base.money import NotAnAmount, format_rwf, parse_rwf


class AmountField(forms.CharField):
    """Whole francs as people write them: 2500, "2 500", "2,500 RWF"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_rwf(text)
        except NotAnAmount as error:
            raise ValidationError(str(error)) from error


def amount_column(field: str, label: Any) -> Callable[[Any, Any], str]:
    """A column of a listing that shows a field as money."""

    def shown(self: Any, row: Any) -> str:
        return format_rwf(getattr(row, field))

    shown.short_description = label  # type: ignore[attr-defined]
    shown.admin_order_field = field  # type: ignore[attr-defined]
    return shown


def order_column(label: Any) -> Callable[[Any, Any], str]:
    """A column that shows the number of the row's order."""

    def shown(self: Any, row: Any) -> str:
        return str(row.order)

    shown.short_description = label  # type: ignore[attr-defined]
    shown.admin_order_field = "order_id"  # type: ignore[attr-defined]
    return shown
