"""Whether the site can serve: database, migrations, worker and disk; and whether backups are fresh.

For machines and for whoever watches them: plain English, no personal data.
"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat

from site_core.base.findings import Finding, error, skipped, warning, well
from site_core.operations.backups.status import read_status
from site_core.operations.models import Heartbeat
from site_core.operations.worker import HEARTBEAT_NAME

SILENT_AFTER = timedelta(seconds=60)


# Backups are made and proved once a day; the rest is patience with a slow night.
BACKUP_AFTER = timedelta(hours=26)
# Less free space than this and the next order may not be written.
LEAST_FREE = 200 * 1024**2
# Somebody should make room before it comes to that.
LOW_FREE = 2 * 1024**3


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


def readiness(*, now: datetime) -> list[Finding]:
    """Every check, in the order in which to repair. What cannot be looked at is not well.

    An error means that nobody can order; a warning stops no request.
    """
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as problem:
        advice = f"The database does not answer ({type(problem).__name__}): see DATABASE_URL."
        unknown = "Unknown while the database does not answer."
        found = [error("database", advice), error("migrations", unknown), error("worker", unknown)]
    else:
        migrations = check_migrations()
        unknown = "Unknown until the migrations are applied."
        worker = check_worker(now) if migrations.ok else error("worker", unknown)
        found = [well("database"), migrations, worker]
    return [*found, check_disk(), check_backup(now)]


def check_migrations() -> Finding:
    missing = _migrations.missing()
    if missing:
        return error(
            "migrations",
            f"{missing} not applied: run `python manage.py migrate`, then restart.",
        )
    return well("migrations")


def check_worker(now: datetime) -> Finding:
    beat = Heartbeat.objects.filter(name=HEARTBEAT_NAME).values_list("at", flat=True).first()
    if beat is None:
        return error("worker", "The worker has never run: start `python manage.py run_worker`.")
    silence = now - beat
    if silence > SILENT_AFTER:
        return error(
            "worker",
            f"The worker has been silent for {silence.total_seconds():.0f} s: "
            "see its log and restart `python manage.py run_worker`.",
        )
    return well("worker")


def check_disk() -> Finding:
    """The disk of VAR_DIR; a database elsewhere is watched where it lies."""
    free = shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.exists() else "/").free
    advice = (
        f"{filesizeformat(free)} are left where {settings.VAR_DIR.name}/ lies: make room "
        "(old backups, logs), then see why it fills."
    ).replace("\xa0", " ")
    if free < LEAST_FREE:
        return error("disk", advice)
    return warning("disk", advice) if free < LOW_FREE else well("disk")


def check_backup(now: datetime) -> Finding:
    """Made and proved within a day. A machine that shows the demo has nothing to lose."""
    status = read_status()
    if settings.DEMO_ALLOWED and not status.made_at:
        return skipped("backup", "None was made yet; these settings are not for production.")
    command = "`python manage.py backup_database --media --verify`"
    if not status.made_at:
        return warning("backup", f"None was ever made: run {command} and see its timer.")
    if status.problem:
        return warning("backup", f"The last one went wrong ({status.problem}): run {command}.")
    for what, at in (("made", status.made_at), ("proved", status.verified_at)):
        age = now - datetime.fromisoformat(at) if at else None
        if age is None or age > BACKUP_AFTER:
            since = f"{age.total_seconds() / 3600:.0f} hours ago" if age else "never"
            return warning("backup", f"Last {what} {since}: run {command} and see its timer.")
    return well("backup")
