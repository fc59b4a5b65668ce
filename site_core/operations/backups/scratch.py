"""Databases for trying: beside the live one, gone afterwards. A backup is proved in one."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ConnectionHandler
from psycopg2.errors import InsufficientPrivilege

from site_core.base.errors import DomainError
from site_core.settings.children import child_environment

from .manifest import applied_migrations

MIGRATE_SECONDS = 30 * 60


class CannotMigrate(DomainError):
    """The restored copy could not be brought to the schema of the code."""


class CannotMakeScratch(DomainError):
    """The database's user may not make databases."""


@contextmanager
def connected_to(name: str) -> Iterator[Any]:
    """A connection to another database of the same kind and server; closed afterwards."""
    other = {**settings.DATABASES["default"], **_plain(connection.settings_dict), "NAME": name}
    opened = ConnectionHandler({"default": other})["default"]
    try:
        yield opened
    finally:
        opened.close()


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Where the live database really is: tests move it after the settings were read."""
    return {key: values[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "OPTIONS")}


def live_name() -> str:
    return str(connection.settings_dict["NAME"])


def new_name(folder: Path) -> str:
    """A name that nobody has: a file in `folder`, or a database beside the live one."""
    if connection.vendor == "sqlite":
        return str(folder / "scratch.sqlite3")
    return f"{live_name()}_scratch_{secrets.token_hex(4)}"


def make(name: str) -> None:
    """An empty PostgreSQL database; SQLite makes its file itself. Raises CannotMakeScratch."""
    if connection.vendor == "sqlite":
        return
    with on_server() as cursor:
        try:
            cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE template0")
        except InsufficientPrivilege as error:
            raise CannotMakeScratch(
                "The database user may not make databases, so nothing can be tried. As the "
                f"administrator of PostgreSQL: ALTER ROLE {quoted(_user())} CREATEDB."
            ) from error


def drop(name: str) -> None:
    """Safe to repeat."""
    if connection.vendor == "sqlite":
        for end in ("", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)
        return
    with on_server() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")


@contextmanager
def on_server() -> Iterator[Any]:
    """A cursor outside of every transaction, in the server's own database."""
    where = connection.settings_dict
    options = {
        key: value
        for key, value in (where.get("OPTIONS") or {}).items()
        if key.startswith("ssl") or key == "passfile"
    }
    opened = psycopg2.connect(
        dbname="postgres",
        user=where["USER"] or None,
        password=where["PASSWORD"] or None,
        host=where["HOST"] or None,
        port=where["PORT"] or None,
        **options,
    )
    opened.autocommit = True
    try:
        with opened.cursor() as cursor:
            yield cursor
    finally:
        opened.close()


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _user() -> str:
    return str(connection.settings_dict["USER"])


def migrate(name: str) -> None:
    """Bring a scratch database to the schema of the code, in a process of its own.

    A migration may write to "the" database without saying which: there, this one is it. Raises
    CannotMigrate with the last lines of what was said.
    """
    # Django's own plan would be that of the live database, for it asks by the connection's alias.
    with connected_to(name) as copy:
        applied = set(applied_migrations(copy))
    if applied.issuperset(MigrationLoader(None).graph.nodes):
        return
    run = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--no-input", "-v", "0"],
        env=child_environment(DATABASE_URL=_url(name)),
        capture_output=True,
        text=True,
        timeout=MIGRATE_SECONDS,
        check=False,
    )
    if run.returncode:
        raise CannotMigrate(f"The backup could not be migrated: {run.stderr.strip()[-400:]}")


def _url(name: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    where = connection.settings_dict
    login = quote(where["USER"] or "", safe="")
    if where["PASSWORD"]:
        login += f":{quote(where['PASSWORD'], safe='')}"
    host = quote(where["HOST"] or "", safe="")
    port = f":{where['PORT']}" if where["PORT"] else ""
    options = where.get("OPTIONS") or {}
    query = urlencode({key: value for key, value in options.items() if key.startswith("ssl")})
    return f"postgres://{login}@{host}{port}/{name}" + (f"?{query}" if query else "")
