"""Stub."""

from .schema import PageSeed

ORDERING: tuple[PageSeed, ...] = ()
