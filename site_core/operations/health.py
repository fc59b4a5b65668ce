"""Whether the site can serve: the database, its migrations, and the worker's heartbeat.

For machines and for whoever watches them: plain English, no personal data.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from site_core.operations.models import Heartbeat
from site_core.operations.worker import HEARTBEAT_NAME

SILENT_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    # What is the matter and what to do; empty when all is well.
    advice: str = ""

    def as_dict(self) -> dict[str, str | bool]:
        return asdict(self)


class _Migrations:
    """Remembers that this process has seen a complete schema: looking takes a tenth of a second."""

    def __init__(self) -> None:
        self._were_complete = False

    def missing(self) -> int:
        if self._were_complete:
            return 0
        count = unapplied_migrations()
        self._were_complete = count == 0
        return count


_migrations = _Migrations()


def unapplied_migrations() -> int:
    """How many migrations the code has that the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def readiness(*, now: datetime) -> list[Check]:
    """Every check, in the order in which to repair. What cannot be looked at is not well."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        advice = f"The database does not answer ({type(error).__name__}): see DATABASE_URL."
        unknown = "Unknown while the database does not answer."
        return [
            Check("database", ok=False, advice=advice),
            Check("migrations", ok=False, advice=unknown),
            Check("worker", ok=False, advice=unknown),
        ]
    migrations = _check_migrations()
    worker = (
        _check_worker(now)
        if migrations.ok
        else Check("worker", ok=False, advice="Unknown until the migrations are applied.")
    )
    return [Check("database", ok=True), migrations, worker]


def _check_migrations() -> Check:
    missing = _migrations.missing()
    if missing:
        return Check(
            "migrations",
            ok=False,
            advice=f"{missing} not applied: run `python manage.py migrate`, then restart.",
        )
    return Check("migrations", ok=True)


def _check_worker(now: datetime) -> Check:
    beat = Heartbeat.objects.filter(name=HEARTBEAT_NAME).values_list("at", flat=True).first()
    if beat is None:
        advice = "The worker has never run: start `python manage.py run_worker`."
        return Check("worker", ok=False, advice=advice)
    silence = now - beat
    if silence > SILENT_AFTER:
        advice = (
            f"The worker has been silent for {silence.total_seconds():.0f} s: "
            "see its log and restart `python manage.py run_worker`."
        )
        return Check("worker", ok=False, advice=advice)
    return Check("worker", ok=True)
