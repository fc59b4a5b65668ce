"""Making a backup of the live database, and of the uploads, without stopping anybody.

The counts in the manifest are of exactly the moment of the dump: SQLite's are taken from the dump
itself, PostgreSQL's in the snapshot that pg_dump reads.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import IO

from dbbackup.db.base import get_connector
from django.conf import settings
from django.db import connection, transaction

from site_core.base.errors import DomainError

from . import scratch
from .files import packed
from .manifest import (
    Manifest,
    StoredFile,
    TableCount,
    applied_migrations,
    count_tables,
    versions,
)
from .places import MANIFEST_END, Place
from .rotation import DAYS, Dated, to_remove
from .status import note_made, note_problem
from .uploads import pack

Say = Callable[[str], None]
STAMP = "%Y-%m-%d-%H%M%S-%f"


class AlreadyRunning(DomainError):
    """Another backup or restore is at work."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A database as one file, with what was in it at that moment."""

    content: IO[bytes]
    tables: dict[str, TableCount]
    migrations: tuple[tuple[str, str], ...]


def make_backup(
    *,
    now: dt.datetime,
    place: Place,
    with_media: bool = False,
    encrypt: bool = False,
    keep: int | None = DAYS,
    label: str = "dusangire",
    say: Say = lambda line: None,
) -> Manifest:
    """Write a backup and remove those that `keep` days, five weeks and twelve months do not need.

    `keep` None removes nothing. The manifest is written last: without it there is no backup. Raises
    AlreadyRunning, and what stands in the way of reading, packing or writing.
    """
    stem = f"{label}-{now.astimezone(dt.UTC).strftime(STAMP)}"
    try:
        with one_at_a_time():
            manifest = _write(stem, now, place, with_media, encrypt, say)
    except Exception as error:
        note_problem(f"{type(error).__name__}: {error}")
        raise
    if keep is not None:
        _rotate(place, keep, label, say)
    size = manifest.database.size + (manifest.media.size if manifest.media else 0)
    note_made(stem=stem, size=size, now=now)
    return manifest


def _write(
    stem: str, now: dt.datetime, place: Place, with_media: bool, encrypt: bool, say: Say
) -> Manifest:
    say("Reading the database ...")
    dump = dump_database()
    with dump.content:
        database = _store(dump.content, f"{stem}.{_extension()}", place, encrypt)
    manifest = Manifest(
        stem=stem,
        made_at=now.isoformat(),
        vendor=connection.vendor,
        versions=versions(connection.vendor, _server()),
        migrations=dump.migrations,
        tables=dump.tables,
        database=database,
        is_encrypted=encrypt,
    )
    if with_media:
        say("Reading pictures and other files ...")
        archive, files = pack()
        with archive:
            media = _store(archive, f"{stem}.media.tar", place, encrypt)
        manifest = replace(manifest, media=media, files=files)
    place.write(f"{stem}{MANIFEST_END}", BytesIO(manifest.as_json().encode()))
    return manifest


def _store(content: IO[bytes], name: str, place: Place, encrypt: bool) -> StoredFile:
    small, name = packed(content, name, encrypt=encrypt)
    with small:
        return place.write(name, small)


def dump_database() -> Dump:
    connector = get_connector("default")
    if connection.vendor == "sqlite":
        return _counted_afterwards(connector.create_dump())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        connector.dump_suffix = f"{connector.dump_suffix} --snapshot={cursor.fetchone()[0]}"
        content = connector.create_dump()
        return Dump(content, count_tables(connection), applied_migrations(connection))


def _counted_afterwards(content: IO[bytes]) -> Dump:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "dump.sqlite3"
        with copy.open("wb") as target:
            shutil.copyfileobj(content, target)
        with scratch.connected_to(str(copy)) as counted:
            tables, migrations = count_tables(counted), applied_migrations(counted)
    content.seek(0)
    return Dump(content, tables, migrations)


def _extension() -> str:
    return "sqlite3" if connection.vendor == "sqlite" else "psql.bin"


def _server() -> str:
    return ".".join(map(str, connection.get_database_version()))


def _rotate(place: Place, keep: int, label: str, say: Say) -> None:
    """Of this label only: what was saved before a restore is removed by people."""
    own = {m.stem: m for m in place.manifests() if m.stem.startswith(f"{label}-")}
    dated = [
        Dated(stem, dt.datetime.fromisoformat(m.made_at), has_media=m.media is not None)
        for stem, m in own.items()
    ]
    for stem in to_remove(dated, days=keep):
        place.remove(own[stem])
        say(f"Removed {stem}: newer ones stand for its day, week and month.")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """The kernel lets the lock go when the process ends, however it ends."""
    path = Path(settings.VAR_DIR) / "backup.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning("Another backup or restore is at work; wait for it.") from None
        yield
