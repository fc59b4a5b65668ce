"""Codes for what staff name: made once from the name, unique, and kept when the name changes."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Protocol

from django.utils.text import slugify

from ordering.catalogue.models import MenuItem


class Coded(Protocol):
    name: str
    code: str


def free_code(name: str, taken: Container[str], *, limit: int, fallback: str) -> str:
    """ "Ibihaza n'ibishyimbo" -> "ibihaza-nibishyimbo", or with -2, -3 ... where that is taken."""
    base = slugify(name)[: limit - 4].strip("-_") or fallback
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def item_code(name: str) -> str:
    """A code that no menu item has yet. One query."""
    stem = slugify(name)[:56] or "dish"
    taken = set(MenuItem.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return free_code(name, taken, limit=60, fallback="dish")


def give_codes(rows: Iterable[Coded], *, limit: int, fallback: str) -> None:
    """Codes for those siblings that have none; a code that carts may hold is never given twice."""
    siblings = list(rows)
    taken = {row.code for row in siblings if row.code}
    for row in siblings:
        if not row.code:
            row.code = free_code(row.name, taken, limit=limit, fallback=fallback)
            taken.add(row.code)
