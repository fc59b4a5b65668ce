"""Putting a backup in the place of the live data, or leaving everything as it was.

The backup is restored, migrated and counted in a scratch database first. Only what stands there
whole is then swapped in, in one step: SQLite's own copy is one transaction, PostgreSQL renames two
databases in one. Whoever is killed before that step leaves the old data, after it the new;
`recover` tells which, finishes the files and opens the doors.
"""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg2.errors import ObjectInUse

from site_core.base.errors import DomainError
from site_core.base.page_cache import drop_pages

from . import scratch
from .connectors import copy_sqlite
from .fence import fence_state, lower_fence, raise_fence
from .making import make_backup, one_at_a_time
from .manifest import Manifest
from .places import Place
from .uploads import upload_folders
from .verifying import restored_copy, unpack_uploads

Say = Callable[[str], None]
BEFORE = "before-restore"
SWAP_SECONDS = 60
MARK_TABLE = "operations_heartbeat"


class NewerBackup(DomainError):
    """The backup knows migrations that this code does not."""


class StillInUse(DomainError):
    """Others kept the database busy; nothing was changed."""


class NoFiles(DomainError):
    """The backup holds the database alone."""


def refuse_newer(manifest: Manifest) -> None:
    """Raises NewerBackup. An older schema is migrated, a newer one cannot be understood."""
    loader = MigrationLoader(None)
    ours = {app for app, _name in loader.disk_migrations}
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    unknown = [
        f"{app}.{name}"
        for app, name in manifest.migrations
        if app in ours and (app, name) not in loader.disk_migrations and (app, name) not in replaced
    ]
    if unknown:
        raise NewerBackup(
            f"This backup was made by a newer version of the site (it has {unknown[0]}). "
            "Update the site first, then restore."
        )


def restore(
    *,
    manifest: Manifest,
    place: Place,
    now: dt.datetime,
    with_media: bool = False,
    safety_backup: bool = True,
    say: Say = lambda line: None,
) -> Manifest | None:
    """Put the backup in place; returns the safety backup of what was there, if one was made.

    Raises a DomainError and leaves the old data as it was.
    """
    refuse_newer(manifest)
    if with_media and manifest.media is None:
        raise NoFiles("This backup holds no files: run without --media, or choose another one.")
    folders = upload_folders() if with_media else {}
    saved = None
    if safety_backup:
        say("Saving what is there now ...")
        saved = make_backup(
            now=now, place=place, with_media=with_media, keep=None, label=BEFORE, say=say
        )
    with one_at_a_time(), restored_copy(manifest=manifest, place=place, say=say) as name:
        say("Bringing the copy to the schema of this version ...")
        scratch.migrate(name)
        if with_media:
            _unpack_beside(manifest, place, folders, say)
        mark = f"restored:{secrets.token_hex(6)}"
        _write_mark(name, mark, now)
        raise_fence({"phase": "swap", "mark": mark, "with_media": "yes" if with_media else ""})
        try:
            say("Putting it in place ...")
            swap(name)
        except BaseException:
            recover(say=say)
            raise
    finish(say=say)
    return saved


def swap(name: str) -> None:
    """One step: afterwards the live database is the scratch one. Raises StillInUse, nothing changed."""
    connections.close_all()
    if connection.vendor == "sqlite":
        copy_sqlite(Path(name), Path(scratch.live_name()))
        return
    live, old = scratch.live_name(), f"{scratch.live_name()}_before_restore"
    scratch.drop(old)
    deadline = time.monotonic() + SWAP_SECONDS
    with scratch.on_server() as cursor:
        while not _renamed(cursor, live, old, name):
            if time.monotonic() > deadline:
                raise StillInUse("Others keep the database busy. Stop web and worker, then repeat.")
            time.sleep(0.2)


def _renamed(cursor: object, live: str, old: str, name: str) -> bool:
    """Both names in one statement, which PostgreSQL does whole or not at all."""
    run = cursor.execute  # type: ignore[attr-defined]
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname IN (%s, %s) AND pid <> pg_backend_pid()",
        [live, name],
    )
    try:
        run(
            f"ALTER DATABASE {scratch.quoted(live)} RENAME TO {scratch.quoted(old)};"
            f"ALTER DATABASE {scratch.quoted(name)} RENAME TO {scratch.quoted(live)}"
        )
    except ObjectInUse:
        return False
    return True


def _write_mark(name: str, mark: str, now: dt.datetime) -> None:
    """A row by which a recovery knows the restored database from the old one."""
    with scratch.connected_to(name) as copy, copy.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {MARK_TABLE} (name, at) VALUES (%s, %s)",  # noqa: S608
            [mark, now.astimezone(dt.UTC).isoformat(sep=" ")],
        )


def recover(*, say: Say = lambda line: None) -> bool:
    """Finish or undo what a killed restore began; True when the restored data is in place.

    Safe to repeat, and when nothing was under way.
    """
    state = fence_state()
    if not state:
        say("No restore was under way.")
        return False
    connections.close_all()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {MARK_TABLE} WHERE name = %s", [state.get("mark", "")])  # noqa: S608
        is_in_place = cursor.fetchone() is not None
    if is_in_place:
        say("The restored database is in place; finishing.")
        finish(say=say)
    else:
        say("The old data is in place and whole; the restore is to be run again.")
        for folder in _local_folders():
            shutil.rmtree(_beside(folder, "restored"), ignore_errors=True)
        lower_fence()
    return is_in_place


def finish(*, say: Say) -> None:
    """After the swap: the files, the mark, the doors, and what is built from data."""
    state = fence_state()
    if state.get("with_media"):
        say("Putting pictures and other files in place ...")
        for folder in _local_folders():
            _swap_folder(folder)
    # The doors first: without the mark a second recovery would believe in the old data.
    lower_fence()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {MARK_TABLE} WHERE name = %s", [state.get("mark", "")])  # noqa: S608
    drop_pages()
    say("Rebuilding the search ...")
    call_command("update_index", verbosity=0)


def _local_folders() -> list[Path]:
    return list(upload_folders().values())


def _beside(folder: Path, word: str) -> Path:
    return folder.with_name(f"{folder.name}.{word}")


def _unpack_beside(manifest: Manifest, place: Place, folders: dict[str, Path], say: Say) -> None:
    """Each storage's files into a folder beside the one in use: on the same disk, swapped by name."""
    work = Path(settings.VAR_DIR) / "restore-files"
    shutil.rmtree(work, ignore_errors=True)
    try:
        unpack_uploads(manifest=manifest, place=place, folder=work, say=say)
        for root, folder in folders.items():
            (work / root).mkdir(exist_ok=True)
            shutil.rmtree(_beside(folder, "restored"), ignore_errors=True)
            shutil.move(work / root, _beside(folder, "restored"))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _swap_folder(folder: Path) -> None:
    """The old files stay beside the new ones until the next restore. Safe to repeat."""
    restored, before = _beside(folder, "restored"), _beside(folder, "before")
    if not restored.exists():
        return
    if folder.exists():
        shutil.rmtree(before, ignore_errors=True)
        folder.rename(before)
    restored.rename(folder)
