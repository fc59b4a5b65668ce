"""When the last backup was made and proved, for monitors. A file: it survives a restore."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Status:
    """Times are ISO 8601; empty where it never happened. `problem` is of the last attempt."""

    stem: str = ""
    made_at: str = ""
    size: int = 0
    verified_stem: str = ""
    verified_at: str = ""
    problem: str = ""


def _path() -> Path:
    return Path(settings.VAR_DIR) / "backup-status.json"


def read_status() -> Status:
    try:
        return Status(**json.loads(_path().read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return Status()


def note_made(*, stem: str, size: int, now: dt.datetime) -> None:
    _write(replace(read_status(), stem=stem, made_at=now.isoformat(), size=size, problem=""))


def note_verified(*, stem: str, now: dt.datetime) -> None:
    _write(replace(read_status(), verified_stem=stem, verified_at=now.isoformat(), problem=""))


def note_problem(problem: str) -> None:
    _write(replace(read_status(), problem=problem[:300]))


def _write(status: Status) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(status)))
    unfinished.replace(path)
