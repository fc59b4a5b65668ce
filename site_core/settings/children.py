"""The environment of a process that we start: ours, with changes. Read nowhere but here."""

from __future__ import annotations

import os


def child_environment(**changes: str) -> dict[str, str]:
    return {**os.environ, **changes}
