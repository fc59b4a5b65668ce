"""Cells for spreadsheets."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """What a customer typed is text: a spreadsheet must not calculate with it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
