"""Proving a backup: it is restored into a scratch database and counted again."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dbbackup.db.base import get_connector
from dbbackup.db.exceptions import CommandConnectorError
from django.db import connection

from site_core.base.errors import DomainError

from . import scratch
from .connectors import BrokenDump, check_sqlite
from .files import unpacked
from .manifest import Manifest, count_tables, differences
from .places import Place
from .status import note_problem, note_verified
from .uploads import unpack

Say = Callable[[str], None]
MOST_SHOWN = 10


class NotEqual(DomainError):
    """What was restored is not what was backed up."""


class OtherDatabase(DomainError):
    """The backup is of another kind of database."""


def verify_backup(
    *, manifest: Manifest, place: Place, now: dt.datetime, say: Say = lambda line: None
) -> None:
    """Raises a DomainError that says what is wrong; the live database is not touched."""
    try:
        with restored_copy(manifest=manifest, place=place, say=say):
            pass
        if manifest.media is not None:
            with tempfile.TemporaryDirectory() as folder:
                unpack_uploads(manifest=manifest, place=place, folder=Path(folder), say=say)
    except DomainError as error:
        note_problem(f"{manifest.stem}: {error}")
        raise
    note_verified(stem=manifest.stem, now=now)


@contextmanager
def restored_copy(*, manifest: Manifest, place: Place, say: Say) -> Iterator[str]:
    """The name of a scratch database that equals the manifest. It is gone afterwards.

    Whoever puts it in the place of the live one takes it away under this name. Raises what is
    wrong with the files, OtherDatabase or NotEqual.
    """
    if manifest.vendor != connection.vendor:
        raise OtherDatabase(
            f"This backup is of {manifest.vendor}, and the site runs on {connection.vendor}."
        )
    with tempfile.TemporaryDirectory() as folder:
        fetched = Path(folder) / "database"
        say("Fetching and unpacking ...")
        place.fetch(manifest.database, fetched)
        plain = unpacked(manifest.database, fetched, manifest)
        fetched.unlink()
        name = scratch.new_name(Path(folder))
        say("Restoring into a scratch database ...")
        scratch.make(name)
        try:
            _restore_into(name, plain)
            _compare(name, manifest, say)
            yield name
        finally:
            scratch.drop(name)


def _restore_into(name: str, dump: Path) -> None:
    if connection.vendor == "sqlite":
        check_sqlite(dump)
        dump.rename(name)
        return
    connector = get_connector("default")
    connector.settings["NAME"] = name
    try:
        with dump.open("rb") as content:
            connector.restore_dump(content)
    except CommandConnectorError as error:
        raise BrokenDump(f"PostgreSQL could not restore the file: {str(error)[-300:]}") from error


def _compare(name: str, manifest: Manifest, say: Say) -> None:
    say(f"Counting {manifest.rows} rows in {len(manifest.tables)} tables ...")
    amounts = {table: list(count.sums) for table, count in manifest.tables.items()}
    with scratch.connected_to(name) as restored:
        wrong = differences(manifest.tables, count_tables(restored, amounts))
    if wrong:
        more = f" and {len(wrong) - MOST_SHOWN} more" if len(wrong) > MOST_SHOWN else ""
        raise NotEqual(f"The restored copy differs: {'; '.join(wrong[:MOST_SHOWN])}{more}.")


def unpack_uploads(*, manifest: Manifest, place: Place, folder: Path, say: Say) -> None:
    """Write the uploads below `folder` and compare each byte by its mark. Raises NotEqual."""
    assert manifest.media is not None
    say("Unpacking pictures and other files ...")
    with tempfile.TemporaryDirectory() as work:
        fetched = Path(work) / "media"
        place.fetch(manifest.media, fetched)
        plain = unpacked(manifest.media, fetched, manifest)
        found = unpack(plain, folder)
    if found != manifest.files:
        raise NotEqual(f"The uploaded files differ: {manifest.files} became {found}.")
