"""Migrated databases for tests, copied instead of made: migrating takes a quarter of a minute.

The copy is made once for each worker of a run. A transactional test gets it anew afterwards, so
every test finds what the migrations left: Wagtail's root page, locales, roles.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections

OURS = re.compile(
    r"^\s*(?:from|import)\s+((?:site_core|ordering|menu_pages|marketing)[\w.]*)", re.M
)
KEPT_TEMPLATES = 3


class TestDatabase(Protocol):
    def make(self) -> None:
        """Point Django at a fresh copy of the migrated database."""

    def restore(self) -> None:
        """Put everything back to how the migrations left it."""

    def remove(self) -> None: ...


def fingerprint() -> str:
    """Changes when a migration does, or a module that a migration takes its rows from."""
    root = Path(settings.BASE_DIR)
    packages = ("site_core", "ordering", "menu_pages", "marketing")
    migrations = sorted(
        path for name in packages for path in (root / name).rglob("migrations/*.py")
    )
    sources = {root / "requirements.txt", *migrations}
    for migration in migrations:
        for module in OURS.findall(migration.read_text(encoding="utf-8")):
            path = root.joinpath(*module.split("."))
            sources.update(
                p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()
            )
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Workers of one run, and runs beside each other, make a template once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate_into(name: str) -> None:
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    connections["default"].close()


class SqliteDatabase:
    def __init__(self) -> None:
        self.folder = Path(settings.BASE_DIR) / "var" / "test-databases"
        self.template = self.folder / f"{fingerprint()}.sqlite3"
        self.path = Path(settings.VAR_DIR) / "test.sqlite3"

    def make(self) -> None:
        with _one_at_a_time(self.folder / "lock"):
            if not self.template.exists():
                self._make_template()
            self.template.touch()
            self._forget_old_templates()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.template, self.path)
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = str(self.path)

    def _make_template(self) -> None:
        unfinished = self.template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _migrate_into(str(unfinished))
        with sqlite3.connect(unfinished) as database:
            # One file and no log beside it: that is what can be copied.
            database.execute("PRAGMA journal_mode=DELETE")
        database.close()
        unfinished.rename(self.template)

    def _forget_old_templates(self) -> None:
        newest_first = sorted(
            self.folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True
        )
        for path in newest_first[KEPT_TEMPLATES:]:
            path.unlink()

    def restore(self) -> None:
        connections["default"].close()
        source = sqlite3.connect(f"file:{self.template}?mode=ro", uri=True)
        target = sqlite3.connect(self.path, timeout=20)
        # SQLite's own copy sees to the log beside the file and to other open connections.
        source.backup(target)
        source.close()
        target.close()

    def remove(self) -> None:
        connections["default"].close()
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)


class PostgresDatabase:
    def __init__(self, worker: str) -> None:
        self.name = f"test_dusangire_{worker}"
        self.template = f"migrated_{fingerprint()}"
        self.lock = Path(settings.BASE_DIR) / "var" / "test-databases" / "postgres-lock"

    def make(self) -> None:
        with _one_at_a_time(self.lock):
            if not self._exists(self.template):
                unfinished = f"{self.template}_unfinished"
                self._execute(
                    f"DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)",
                    f"CREATE DATABASE {unfinished} TEMPLATE template0",
                )
                _migrate_into(unfinished)
                self._execute(f"ALTER DATABASE {unfinished} RENAME TO {self.template}")
        self.restore()
        connections["default"].settings_dict["NAME"] = self.name

    def restore(self) -> None:
        connections["default"].close()
        self._execute(
            f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)",
            f"CREATE DATABASE {self.name} TEMPLATE {self.template} STRATEGY FILE_COPY",
        )

    def remove(self) -> None:
        connections["default"].close()
        self._execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _exists(self, name: str) -> bool:
        with self._server() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def _execute(self, *statements: str) -> None:
        with self._server() as cursor:
            for statement in statements:
                cursor.execute(statement)

    @contextmanager
    def _server(self) -> Iterator[psycopg2.extensions.cursor]:
        """A cursor on the server's own database: the one under test is dropped and copied."""
        where = connections["default"].settings_dict
        connection = psycopg2.connect(
            dbname="postgres",
            user=where["USER"],
            password=where["PASSWORD"],
            host=where["HOST"],
            port=where["PORT"],
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()


def database_for(worker: str) -> TestDatabase:
    if connections["default"].vendor == "postgresql":
        return PostgresDatabase(worker)
    return SqliteDatabase()
