"""Stub."""

from .schema import PageSeed

ARTICLES: tuple[PageSeed, ...] = ()
