"""Stub."""

from .schema import PageSeed

HOUSE: tuple[PageSeed, ...] = ()
