"""Cells for spreadsheets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """What a customer typed is text: a spreadsheet must not calculate with it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def exported(value: Any) -> Any:
    """Figures as figures, times of Kigali without a zone, nothing as nothing, the rest as text."""
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return safe_cell(str(value))
