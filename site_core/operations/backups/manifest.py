"""What a backup holds, counted: rows of every table, sums of every ledger, migrations, versions.

A restored copy is counted again and compared; a difference of one row or one franc is a failure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import django
import wagtail
from django.apps import apps
from django.db import models

from site_core.base.errors import DomainError
from site_core.base.models import BusinessRecord

FORMAT = 1
# The inner tables of SQLite's full-text index; their content is that of the table beside them.
INNER = "_fts"


class UnreadableManifest(DomainError):
    """The description of a backup is missing, damaged or of a newer format."""


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows, and sums of the columns that hold amounts of a business record."""

    rows: int
    sums: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of a backup. `sha256` is of the file as it is stored."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FilesCount:
    """The uploaded files: how many, how large together, and one mark of all paths and contents."""

    files: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    stem: str
    made_at: str
    vendor: str
    versions: Mapping[str, str]
    migrations: tuple[tuple[str, str], ...]
    tables: Mapping[str, TableCount]
    database: StoredFile
    media: StoredFile | None = None
    files: FilesCount | None = None
    is_encrypted: bool = False
    format: int = FORMAT

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def read_manifest(text: str) -> Manifest:
    """Raises UnreadableManifest with what is wrong."""
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise UnreadableManifest(
                "This backup was written by a newer version of the site. Update the site first."
            )
        return Manifest(
            **{
                **data,
                "migrations": tuple((app, name) for app, name in data["migrations"]),
                "tables": {name: TableCount(**count) for name, count in data["tables"].items()},
                "database": StoredFile(**data["database"]),
                "media": StoredFile(**data["media"]) if data["media"] else None,
                "files": FilesCount(**data["files"]) if data["files"] else None,
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableManifest(
            f"The description of this backup is damaged ({type(error).__name__})."
        ) from error


def versions(vendor: str, server: str) -> dict[str, str]:
    return {"django": django.__version__, "wagtail": wagtail.__version__, vendor: server}


def count_tables(
    connection: Any, amounts: Mapping[str, Iterable[str]] | None = None
) -> dict[str, TableCount]:
    """Every table of a database. `amounts` says which columns to sum; without it: as the code has it."""
    wanted = amounts_by_table() if amounts is None else amounts
    with connection.cursor() as cursor:
        names = sorted(
            name for name in connection.introspection.table_names(cursor) if INNER not in name
        )
        return {name: _count(cursor, connection, name, wanted.get(name, ())) for name in names}


def _count(cursor: Any, connection: Any, table: str, columns: Iterable[str]) -> TableCount:
    quote = connection.ops.quote_name
    names = sorted(columns)
    sums = "".join(f", COALESCE(SUM({quote(name)}), 0)" for name in names)
    # Names come from the models and from the database's own list of tables.
    cursor.execute(f"SELECT COUNT(*){sums} FROM {quote(table)}")  # noqa: S608
    rows, *values = cursor.fetchone()
    return TableCount(rows, {name: int(value) for name, value in zip(names, values, strict=True)})


def amounts_by_table() -> dict[str, list[str]]:
    """The whole numbers of every business record: money, points, portions, quantities."""
    return {
        model._meta.db_table: [
            str(field.column)
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.IntegerField)
            and not field.primary_key
            and not field.is_relation
        ]
        for model in apps.get_models()
        if issubclass(model, BusinessRecord) and model._meta.managed
    }


def applied_migrations(connection: Any) -> tuple[tuple[str, str], ...]:
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return ()
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return tuple((app, name) for app, name in cursor.fetchall())


def differences(expected: Mapping[str, TableCount], found: Mapping[str, TableCount]) -> list[str]:
    """In words; nothing when both are equal."""
    said = [f"{name} is missing" for name in sorted(set(expected) - set(found))]
    said += [f"{name} should not be there" for name in sorted(set(found) - set(expected))]
    for name in sorted(set(expected) & set(found)):
        before, after = expected[name], found[name]
        if before.rows != after.rows:
            said.append(f"{name}: {before.rows} rows became {after.rows}")
        said += [
            f"{name}.{column}: the sum {before.sums[column]} became {after.sums.get(column)}"
            for column in sorted(before.sums)
            if before.sums[column] != after.sums.get(column)
        ]
    return said
