"""The database: whether it answers, is new enough and is set up to lose nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import Error, connection

from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group

OLDEST_SQLITE = (3, 37)
# PostgreSQL 14 is the oldest that Django 5.2 speaks to; 16 and newer are supported for years.
OLDEST_POSTGRES, GOOD_POSTGRES = 14, 16
# Web processes and threads, the worker, a command or two, and whoever looks in.
CONNECTIONS = 30


@group("database", "Database", order=20)
def look_at_database(now: datetime) -> Iterable[Finding]:
    try:
        connection.ensure_connection()
    except Error as problem:
        advice = f"Does not answer ({type(problem).__name__}): start it and see DATABASE_URL."
        yield error("connection", advice)
        return
    yield well("connection")
    yield from (_sqlite() if connection.vendor == "sqlite" else _postgres())


def _ask(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _sqlite() -> Iterable[Finding]:
    version = _ask("SELECT sqlite_version()")
    yield judge_sqlite_version(version)
    yield judge_journal(_ask("PRAGMA journal_mode"))
    broken = _ask("PRAGMA quick_check(1)")
    if broken != "ok":
        yield error("integrity", f"{broken}. Restore the last good backup: `restore_database`.")
    else:
        yield well("integrity")


def judge_sqlite_version(version: str) -> Finding:
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_SQLITE:
        return error("version", f"SQLite {version} is too old: 3.37 or newer, or PostgreSQL.")
    return well("version")


def judge_journal(mode: str) -> Finding:
    if mode != "wal":
        return error(
            "write-ahead log",
            f"The journal is “{mode}”: readers and writers block each other. Run "
            "`python manage.py migrate` with these settings, on a local disk.",
        )
    return well("write-ahead log")


def _postgres() -> Iterable[Finding]:
    yield judge_postgres_version(int(_ask("SHOW server_version_num")) // 10_000)
    settings = {name: str(_ask(f"SHOW {name}")) for name in POSTGRES_SETTINGS}
    yield from judge_postgres(settings)


def judge_postgres_version(version: int) -> Finding:
    if version < OLDEST_POSTGRES:
        return error("version", f"PostgreSQL {version} is too old: {GOOD_POSTGRES} or newer.")
    if version < GOOD_POSTGRES:
        return warning("version", f"PostgreSQL {version} ends soon: plan for {GOOD_POSTGRES}.")
    return well("version")


POSTGRES_SETTINGS = (
    "fsync", "full_page_writes", "synchronous_commit", "server_encoding", "max_connections",
)  # fmt: skip


def judge_postgres(settings: dict[str, str]) -> Iterable[Finding]:
    """Whether what was confirmed to a customer survives a power cut, and whether there is room."""
    for name in ("fsync", "full_page_writes"):
        if settings[name] != "on":
            yield error(name, f"Is off: a power cut would lose orders. Set {name} = on.")
        else:
            yield well(name)
    if settings["synchronous_commit"] == "off":
        advice = "Is off: the last second of orders would be lost. Set synchronous_commit = on."
        yield error("synchronous_commit", advice)
    else:
        yield well("synchronous_commit")
    if settings["server_encoding"] != "UTF8":
        yield error("encoding", "Make the database anew with ENCODING 'UTF8'.")
    else:
        yield well("encoding")
    if int(settings["max_connections"]) < CONNECTIONS:
        yield warning("connections", f"Set max_connections to {CONNECTIONS} or more.")
    else:
        yield well("connections")
