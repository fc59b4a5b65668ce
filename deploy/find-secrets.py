"""Looks through the files of the repository for keys and passwords that belong nowhere near it.

    python deploy/find-secrets.py [FILE ...]

Without files: everything that git tracks. Prints where, never what; exits 1 when something is found.
A line that only looks like a secret says so: "not a secret" in a comment on it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOWED = "not a secret"
LARGEST = 1_000_000
KINDS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "a key of Amazon": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of GitHub": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,})\b"),
    "a token of Slack": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    "a key of Google": re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b"),
    "a key of Sentry": re.compile(r"https://[0-9a-f]{32}@[\w.-]+/\d+"),
    "a password in an address": re.compile(
        r"\b(?:postgres(?:ql)?|redis|smtps?|amqp|mysql)://[^\s:/@\"'<{]+:(?P<value>(?!password@)[^\s@\"'<{$]{6,})@"
    ),
    "a secret given to a name": re.compile(
        r"(?i)\b\w*(?:secret|password|passwd|api_?key|token)\w*[\"']?\s*[:=]\s*[\"']"
        r"(?P<value>[A-Za-z0-9+/=_\-]{20,})[\"']"
    ),
}
# Words that people read, paths and names of settings are joined by these and hold no mixture.
MIXED = re.compile(r"(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True)
    return [Path(name) for name in listed.stdout.decode().split("\0") if name]


def secrets_in(text: str) -> Iterator[tuple[int, str]]:
    """The number of each line with a secret, and of which kind."""
    for number, line in enumerate(text.splitlines(), start=1):
        if ALLOWED in line:
            continue
        for kind, pattern in KINDS.items():
            found = pattern.search(line)
            if found is None:
                continue
            value = found.groupdict().get("value")
            if kind == "a secret given to a name" and not MIXED.match(value or ""):
                continue
            yield number, kind


def main(names: list[str]) -> int:
    found = 0
    for path in [Path(name) for name in names] or tracked():
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, kind in secrets_in(content.decode(errors="replace")):
            print(f"{path}:{number}: {kind}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
