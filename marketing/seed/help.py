"""Stub."""

from .schema import PageSeed

HELP: tuple[PageSeed, ...] = ()
