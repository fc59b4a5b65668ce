"""What this app watches while the site runs: itself, its jobs, its disk and its backups."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from site_core.base.findings import Finding, warning, well
from site_core.base.watch import watched

from . import health
from .models import JobRun

# A job that others wait for is at most a few minutes late, even after a slow one before it.
LATE_AFTER = timedelta(minutes=15)


@watched
def look_at_migrations(now: datetime) -> Finding:
    return health.check_migrations()


@watched
def look_at_worker(now: datetime) -> Finding:
    return health.check_worker(now)


@watched
def look_at_disk(now: datetime) -> Finding:
    return health.check_disk()


@watched
def look_at_backup(now: datetime) -> Finding:
    return health.check_backup(now)


@watched
def look_at_jobs(now: datetime) -> Finding:
    """Jobs that failed at their last turn, or wait longer than they should."""
    failed = Q(last_error__gt="") | Q(next_run_at__lt=now - LATE_AFTER)
    names = JobRun.objects.filter(failed).order_by(F("next_run_at").asc(), "name")
    listed = list(names.values_list("name", flat=True)[:5])
    if not listed:
        return well("jobs")
    return warning(
        "jobs",
        f"Failed or late: {', '.join(listed)}. See the worker's log; after repairing, "
        "`python manage.py run_worker --once` tries again.",
    )
