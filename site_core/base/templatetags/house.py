"""Template filters of the house: money and small figures, in the way people here write them."""

from __future__ import annotations

from django import template

from site_core.base.money import format_rwf

register = template.Library()


@register.filter
def rwf(amount: int | None) -> str:
    """2500 -> "2 500 RWF" with spaces that do not break; nothing for None."""
    return "" if amount is None else format_rwf(int(amount))
