"""What was probably meant: words the site knows that look like those that were typed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from menu_pages.filters import folded

# Shorter words are one letter away from too many others.
SHORTEST = 4
# How alike two words must be, from 0 to 1: "isonbe" finds "isombe", "soup" does not find "soap".
ALIKE = 0.75


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word worth offering, without accents and case."""
    cleaned = ("".join(c if c.isalnum() else " " for c in folded(text)) for text in texts)
    return frozenset(word for text in cleaned for word in text.split() if len(word) >= SHORTEST)


def corrected(query: str, known: frozenset[str]) -> str:
    """The query with each unknown word replaced by the nearest known one; "" when none is near.

    The same query always gets the same answer.
    """
    ordered = sorted(known)
    typed = folded(query).split()
    better = [word if word in known else _nearest(word, ordered) for word in typed]
    return " ".join(better) if better != typed else ""


def _nearest(word: str, known: list[str]) -> str:
    if len(word) < SHORTEST:
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=ALIKE)), word)
