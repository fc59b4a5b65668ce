"""Registers the groups that need to know nothing of what the house sells."""

from __future__ import annotations

from .launch import (  # noqa: F401 - each registers itself
    address,
    code,
    database,
    environment,
    files,
    mail,
    people,
    running,
    suite,
    timers,
)
