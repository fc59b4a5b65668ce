"""What must be so before people are let in: groups of checks. Knows no check itself.

An app puts its groups into `launch_checks.py`; `pre_launch_check` finds them there:

    @group("data", "Required data", order=60)
    def look_at_menu(now: datetime) -> Iterable[Finding]: ...

Several functions may belong to one group. Nothing is changed by looking.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

from .findings import Finding, error

logger = logging.getLogger(__name__)

Looks = Callable[[datetime], Iterable[Finding]]


@dataclass(slots=True)
class Group:
    code: str
    title: str
    order: int
    looks: list[Looks] = field(default_factory=list)

    def look(self, now: datetime) -> list[Finding]:
        """What every check of this group found. One that breaks is an error, not the end."""
        found: list[Finding] = []
        for look in self.looks:
            try:
                found.extend(look(now))
            except Exception as problem:
                logger.exception("%s could not look.", look.__name__)
                name = look.__name__.removeprefix("look_at_").replace("_", " ")
                words = f"Could not be looked at: {type(problem).__name__}: {problem}"
                found.append(error(name, words[:300]))
        return found


_groups: dict[str, Group] = {}


def group(code: str, title: str, *, order: int) -> Callable[[Looks], Looks]:
    def register(look: Looks) -> Looks:
        known = _groups.setdefault(code, Group(code, title, order))
        if look not in known.looks:
            known.looks.append(look)
        return look

    return register


def all_groups() -> list[Group]:
    autodiscover_modules("launch_checks")
    return sorted(_groups.values(), key=lambda known: known.order)
