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


def give_codes(rows: Iterable[Coded], *, siblings: Iterable[Coded], fallback: str) -> None:
    """Codes for those rows that have none, unlike those of any of their `siblings`.

    Carts hold codes: the code of a row that is about to be deleted is not given to another one.
    """
    taken = {row.code for row in siblings}
    for row in rows:
        if not row.code:
            row.code = free_code(row.name, taken, limit=40, fallback=fallback)
            taken.add(row.code)
