"""What is looked at every minute while the site runs. Knows no check itself.

An app puts its checks into `watching.py`; the ops page, the alerts and the metrics find them there:

    @watched
    def look_at_messages(now: datetime) -> Finding: ...

A check asks the database a question or two and changes nothing. The first line of its docstring
says what it looks at.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

from .findings import Finding, error

logger = logging.getLogger(__name__)

Look = Callable[[datetime], Finding]

_looks: dict[str, Look] = {}


def watched(look: Look) -> Look:
    _looks[f"{look.__module__}.{look.__qualname__}"] = look
    return look


def look_at_everything(now: datetime) -> list[Finding]:
    """Every check, by the name of its finding. What cannot be looked at is not well."""
    autodiscover_modules("watching")
    return sorted((_try(look, now) for look in _looks.values()), key=lambda found: found.name)


def _try(look: Look, now: datetime) -> Finding:
    try:
        return look(now)
    except Exception as problem:
        logger.exception("%s could not look.", look.__name__)
        name = look.__name__.removeprefix("look_at_").replace("_", " ")
        return error(name, f"Could not be looked at ({type(problem).__name__}): see the log.")
