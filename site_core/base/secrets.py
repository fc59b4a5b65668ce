"""Secrets of a machine that has none: made once, kept in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """The secret kept in `path`, made on first use (file mode 600). Safe to call in parallel."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as handle:
        value = secrets.token_urlsafe(48)
        handle.write(value)
    return value
