"""What this app reads for Prometheus: worker, jobs, backups, disk, and every watched finding."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from prometheus_client.metrics_core import Metric

from site_core.base.metrics.read import figures, gauge, gauges
from site_core.base.watch import look_at_everything

from .backups.status import read_status
from .models import Heartbeat, JobRun
from .worker import HEARTBEAT_NAME

# What never happened is as old as anything Prometheus will ever compare it with.
NEVER = 10.0**9


def _age(now: datetime, at: datetime | None) -> float:
    return max(0.0, (now - at).total_seconds()) if at else NEVER


@figures
def read_worker(now: datetime) -> Iterable[Metric]:
    beat = Heartbeat.objects.filter(name=HEARTBEAT_NAME).values_list("at", flat=True).first()
    yield gauge("worker_silent_seconds", "Seconds since the worker's heartbeat.", _age(now, beat))
    jobs = list(JobRun.objects.values_list("name", "next_run_at", "last_error"))
    late = {name: max(0.0, (now - due).total_seconds()) for name, due, _error in jobs}
    yield gauges("job_late_seconds", "Seconds for which a due job waits.", "job", late)
    failed = {name: float(bool(error)) for name, _due, error in jobs}
    yield gauges("job_failed", "1 where the last turn of a job failed.", "job", failed)


@figures
def read_backups(now: datetime) -> Iterable[Metric]:
    status = read_status()
    moments = {"made": status.made_at, "proved": status.verified_at}
    ages = {
        what: _age(now, datetime.fromisoformat(at) if at else None) for what, at in moments.items()
    }
    yield gauges("backup_age_seconds", "Seconds since a backup was made, and proved.", "what", ages)
    yield gauge("backup_bytes", "Size of the last backup.", status.size)


@figures
def read_disk(now: datetime) -> Iterable[Metric]:
    usage = shutil.disk_usage(settings.VAR_DIR)
    sizes = {"free": float(usage.free), "total": float(usage.total)}
    yield gauges("disk_bytes", "The disk that the site writes to.", "what", sizes)


@figures
def read_findings(now: datetime) -> Iterable[Metric]:
    levels = {found.name: 0.0 if found.ok else 1.0 for found in look_at_everything(now)}
    yield gauges("finding", "1 where the ops page shows something to do.", "name", levels)
