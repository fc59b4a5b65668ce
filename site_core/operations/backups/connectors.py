"""django-dbbackup's connectors, with what they get wrong by default put right.

SQLite is restored through its own copy, which sees to the log beside the file and to other open
connections; overwriting the file leaves old rows in a stale log. PostgreSQL's programs are looked
for where distributions put them, never older than the server.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from dbbackup.db.postgresql import PgDumpBinaryConnector
from dbbackup.db.sqlite import SqliteBackupConnector
from django.conf import settings

from site_core.base.errors import DomainError

SQLITE_WAIT_SECONDS = 30


class BrokenDump(DomainError):
    """The file is not a whole database."""


class NoPostgresPrograms(DomainError):
    """pg_dump and pg_restore are missing, or older than the server."""


class SqliteConnector(SqliteBackupConnector):
    """Dumps a live database; restores into one that others have open."""

    def create_dump(self) -> IO[bytes]:
        """What is committed now, read beside whoever writes: a connection of its own never waits."""
        dump = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        with (
            tempfile.NamedTemporaryFile(suffix=".sqlite3") as copy,
            closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as live,
        ):
            with closing(sqlite3.connect(copy.name)) as target:
                live.backup(target)
            shutil.copyfileobj(copy, dump)
        dump.seek(0)
        return dump

    def restore_dump(self, dump: IO[bytes]) -> None:
        """Replace the content in one step: whoever is killed in the middle leaves what was there."""
        with tempfile.NamedTemporaryFile(suffix=".sqlite3") as copy:
            shutil.copyfileobj(dump, copy)
            copy.flush()
            copy_sqlite(Path(copy.name), self._path)
        self.connection.close()

    @property
    def _path(self) -> Path:
        return Path(str(self.connection.settings_dict["NAME"]))


def copy_sqlite(source: Path, target: Path) -> None:
    """One transaction on `target`, then its log is emptied. Raises BrokenDump before it touches it."""
    check_sqlite(source)
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target, timeout=SQLITE_WAIT_SECONDS)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def check_sqlite(path: Path) -> None:
    """Raises BrokenDump for a file that is cut off, altered, or no database at all."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            problems = database.execute("PRAGMA integrity_check(1)").fetchall()
            dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BrokenDump(f"The file is no whole SQLite database: {error}.") from error
    if problems != [("ok",)]:
        raise BrokenDump(f"SQLite finds the file damaged: {problems[0][0]}.")
    if dangling:
        raise BrokenDump(
            f"A row of {dangling[0]} refers to a row of {dangling[2]} that is not there."
        )


class PostgresConnector(PgDumpBinaryConnector):
    """Custom format, without owners: it can be restored under another name by another user."""

    drop = False
    if_exists = False

    def __init__(self, database_name: str | None = None, **kwargs: Any) -> None:
        super().__init__(database_name, **kwargs)
        self.pg_options = ["--no-owner", "--no-privileges", "--exit-on-error"]
        folder = find_programs(server_version(self.connection))
        self.dump_cmd = str(folder / "pg_dump")
        self.restore_cmd = str(folder / "pg_restore")
        self.dump_suffix = "--no-owner --no-privileges"


def server_version(connection: Any) -> int:
    """The major version of the server, for example 18."""
    connection.ensure_connection()
    return int(connection.pg_version) // 10_000


def find_programs(at_least: int) -> Path:
    """The folder of pg_dump and pg_restore. Raises NoPostgresPrograms, saying what was found."""
    found: dict[Path, int] = {}
    for folder in _folders():
        if (folder / "pg_dump").exists() and (folder / "pg_restore").exists():
            found[folder] = _version_of(folder / "pg_dump")
    usable = [folder for folder, version in found.items() if version >= at_least]
    if not usable:
        seen = ", ".join(f"{folder} ({version})" for folder, version in found.items()) or "none"
        raise NoPostgresPrograms(
            f"pg_dump {at_least} or newer is needed, as the server is. Found: {seen}. "
            f"Install postgresql-client-{at_least}, or set POSTGRES_PROGRAMS to its folder."
        )
    # The nearest to the server: a newer pg_dump may write what an older pg_restore cannot read.
    return min(usable, key=lambda folder: found[folder])


def _folders() -> Iterator[Path]:
    if settings.POSTGRES_PROGRAMS:
        yield Path(settings.POSTGRES_PROGRAMS)
        return
    on_path = shutil.which("pg_dump")
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if on_path:
        yield Path(on_path).parent


def _version_of(program: Path) -> int:
    said = subprocess.run(  # noqa: S603 - a program of PostgreSQL in a folder that we looked up
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"(\d+)(?:\.\d+)?", said)
    return int(number[1]) if number else 0
