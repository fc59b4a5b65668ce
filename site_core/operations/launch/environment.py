"""The environment: every variable known, the needed ones set, and secrets that nobody guesses."""

from __future__ import annotations

import math
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import environ
from django.conf import settings

from site_core.base.findings import Finding, error, skipped, warning, well
from site_core.base.launch import group

NEEDED = ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_BASE_URL")
# The site starts without these, but a hospital should not: what happens then.
ADVISED = {
    "DATABASE_URL": "SQLite serves one small hospital; PostgreSQL serves more and is safer.",
    "EMAIL_URL": "No mail leaves the machine: people never hear that their order was taken.",
    "DEFAULT_FROM_EMAIL": "Mail comes from an address that may not be yours.",
    "BACKUP_DIR": "Backups lie on the same disk as the data (or set BACKUP_S3_BUCKET).",
    "METRICS_TOKEN": "Prometheus cannot read /metrics.",
    "ALERT_EMAILS": "Nobody is told when something breaks.",
}
STANDS_IN = {"BACKUP_DIR": "BACKUP_S3_BUCKET"}
# Anything shorter can be guessed by a machine in a lunch break.
LEAST_LETTERS, LEAST_BITS = 24, 72
# One letter too many or too few in a name of ten.
ALIKE = 0.9
COMMON = re.compile(r"(?i)password|change.?me|secret|example|dusangire|insecure|^(.)\1+$")
DOCUMENTED = re.compile(r"^#?([A-Z][A-Z_0-9]+)=", re.M)
SET = re.compile(r"^\s*(?:export\s+)?([A-Z][A-Z_0-9]+)\s*=", re.M)


@group("environment", "Environment", order=40)
def look_at_environment(now: datetime) -> Iterable[Finding]:
    folder = Path(settings.BASE_DIR)
    yield from judge_variables(environ.Env.ENVIRON)
    example = (folder / ".env.example").read_text()
    yield judge_spelling(environ.Env.ENVIRON, DOCUMENTED.findall(example))
    yield from judge_names(example, folder / ".env")


def judge_variables(variables: Mapping[str, str]) -> Iterable[Finding]:
    for name in NEEDED:
        if variables.get(name):
            yield well(name)
        else:
            yield error(name, "Is not set: .env.example explains it.")
    for name, without in ADVISED.items():
        if variables.get(name) or variables.get(STANDS_IN.get(name, "")):
            yield well(name)
        else:
            yield warning(name, f"Is not set. {without} .env.example explains it.")


def judge_spelling(variables: Mapping[str, str], documented: Sequence[str]) -> Finding:
    """A variable almost like one of ours was meant to be it: whoever wrote it believes it is set."""
    known = set(documented) | OTHERS
    meant = {
        name: close[0]
        for name in sorted(variables)
        if name not in known and (close := get_close_matches(name, documented, n=1, cutoff=ALIKE))
    }
    if meant:
        shown = ", ".join(f"{name} (for {ours}?)" for name, ours in meant.items())
        return warning("names of variables", f"Nothing reads {shown}: see .env.example.")
    return well("names of variables")


def judge_names(example: str, path: Path) -> Iterable[Finding]:
    """A name that .env.example does not know is a typing error, or was never written down."""
    if not path.is_file():
        yield skipped(".env", "There is no such file; the environment alone speaks.")
        return
    unknown = sorted(set(SET.findall(path.read_text())) - set(DOCUMENTED.findall(example)) - OTHERS)
    if unknown:
        yield warning(".env names", f"Nothing reads {', '.join(unknown)}: see .env.example.")
    else:
        yield well(".env names")
    if path.stat().st_mode & (stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH):
        yield error(".env mode", "Others can read your secrets: run `chmod 600 .env`.")
    else:
        yield well(".env mode")


# Read by Django, gunicorn and Python, not by our settings.
OTHERS = frozenset(
    {"DJANGO_SETTINGS_MODULE", "GUNICORN_CMD_ARGS", "WEB_CONCURRENCY", "MALLOC_ARENA_MAX", "TZ"}
)


@group("security", "Security settings", order=15)
def look_at_secrets(now: datetime) -> Iterable[Finding]:
    database: dict[str, Any] = settings.DATABASES["default"]
    secrets = {
        "SECRET_KEY": settings.SECRET_KEY,
        "METRICS_TOKEN": settings.METRICS_TOKEN,
        "password in DATABASE_URL": database.get("PASSWORD") or "",
        "password in EMAIL_URL": getattr(settings, "EMAIL_HOST_PASSWORD", "") or "",
    }
    for name, value in secrets.items():
        if not value:
            continue
        # A provider chooses the password of a mailbox: only one that is plainly weak is told.
        is_ours = "EMAIL" not in name
        if COMMON.search(value) or (is_ours and strength(value) < LEAST_BITS):
            advice = "Can be guessed: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            yield error(name, advice)
        else:
            yield well(name)


def strength(value: str) -> float:
    """Bits of a text whose letters are drawn as often as they stand in it; short ones get none."""
    if len(value) < LEAST_LETTERS:
        return 0.0
    shares = [count / len(value) for count in Counter(value).values()]
    return -sum(share * math.log2(share) for share in shares) * len(value)


@group("environment", "Environment", order=40)
def look_at_user(now: datetime) -> Iterable[Finding]:
    if os.geteuid() == 0:
        yield warning("user", "Runs as root: give the site a user of its own.")
    else:
        yield well("user")
