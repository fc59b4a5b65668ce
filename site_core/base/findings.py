"""What somebody who looked at a part of the site found: well or not, and what to do about it.

For machines and for whoever runs the site: plain English, no personal data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    # Was not looked at, and why.
    SKIPPED = "skipped"
    # People can order, but somebody should act soon.
    WARNING = "warning"
    # People cannot order, or something would be lost.
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    level: Level = Level.OK
    # What is the matter and what to do; empty when all is well.
    advice: str = ""

    @property
    def ok(self) -> bool:
        return self.level in (Level.OK, Level.SKIPPED)

    def as_dict(self) -> dict[str, str | bool]:
        return {"name": self.name, "ok": self.ok, "level": self.level.value, "advice": self.advice}


def well(name: str) -> Finding:
    return Finding(name)


def skipped(name: str, why: str) -> Finding:
    return Finding(name, Level.SKIPPED, why)


def warning(name: str, advice: str) -> Finding:
    return Finding(name, Level.WARNING, advice)


def error(name: str, advice: str) -> Finding:
    return Finding(name, Level.ERROR, advice)
