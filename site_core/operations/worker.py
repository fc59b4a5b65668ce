"""The background worker: runs each job when it is due and says that it is alive.

It knows no job by name. Two workers may run side by side: each turn of a job is claimed by one
conditional update.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import close_old_connections, reset_queries
from django.utils import timezone

from site_core.base.schedule import Job
from site_core.operations.backups import fence
from site_core.operations.models import Heartbeat, JobRun

logger = logging.getLogger(__name__)

HEARTBEAT_NAME = "worker"
BEAT_EVERY = timedelta(seconds=10)
TICK_SECONDS = 1.0
# A job that failed does not wait for its next day: it is tried again after this long.
RETRY_AFTER = timedelta(minutes=5)
# While the database is away the loop slows down instead of filling the log.
LONGEST_PAUSE_SECONDS = 30.0


class Worker:
    def __init__(
        self,
        jobs: Iterable[Job],
        *,
        clock: Callable[[], datetime] = timezone.now,
        is_wanted: Callable[[], bool] = lambda: True,
        has_heartbeat: bool = True,
    ) -> None:
        self.jobs = {job.name: job for job in jobs}
        self.clock = clock
        self.is_wanted = is_wanted
        # Whoever only helps out for one turn must not pass for a worker that lives.
        self.has_heartbeat = has_heartbeat
        self.stopping = threading.Event()
        self._last_beat: datetime | None = None

    def stop(self) -> None:
        """Ask the loop to end after the job at hand. Safe in a signal handler."""
        self.stopping.set()

    def run(self, *, max_seconds: float | None = None) -> None:
        """Tick until told to stop, until no longer wanted, or until `max_seconds` are over."""
        ends_at = None if max_seconds is None else self.clock() + timedelta(seconds=max_seconds)
        pause = TICK_SECONDS
        while not self.stopping.is_set() and self.is_wanted():
            if ends_at is not None and self.clock() >= ends_at:
                return
            try:
                # As between two requests: a broken connection is not used again.
                close_old_connections()
                reset_queries()
                self.tick()
                pause = TICK_SECONDS
            except Exception:
                logger.exception("The worker could not look for jobs; it tries again.")
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            self.stopping.wait(pause)

    def tick(self) -> list[str]:
        """Beat if it is time, run what is due; returns the names of the jobs that failed."""
        self._beat()
        failed: list[str] = []
        if fence.is_up():
            # Other data is being put in place: what is written now would be lost with the old.
            return failed
        for name in self._due():
            if self.stopping.is_set():
                break
            if self._claim(self.jobs[name]) and not self._run(self.jobs[name]):
                failed.append(name)
            self._beat()
        return failed

    def _beat(self) -> None:
        if not self.has_heartbeat:
            return
        now = self.clock()
        if self._last_beat is None or now - self._last_beat >= BEAT_EVERY:
            Heartbeat.objects.update_or_create(name=HEARTBEAT_NAME, defaults={"at": now})
            self._last_beat = now

    def _due(self) -> list[str]:
        """Names of the jobs whose time has come, the one that waits longest first."""
        rows = dict(JobRun.objects.filter(name__in=self.jobs).values_list("name", "next_run_at"))
        missing = [name for name in self.jobs if name not in rows]
        if missing:
            # Two workers may start at once: whoever comes second finds the row made.
            now = self.clock()
            JobRun.objects.bulk_create(
                [JobRun(name=name, next_run_at=now) for name in missing], ignore_conflicts=True
            )
            rows.update(dict.fromkeys(missing, now))
        now = self.clock()
        due = [(next_run_at, name) for name, next_run_at in rows.items() if next_run_at <= now]
        return [name for _, name in sorted(due)]

    def _claim(self, job: Job) -> bool:
        """Take this turn of the job, unless another worker has: one conditional update decides."""
        now = self.clock()
        return bool(
            JobRun.objects.filter(name=job.name, next_run_at__lte=now).update(
                next_run_at=now + job.interval, last_started_at=now
            )
        )

    def _run(self, job: Job) -> bool:
        row = JobRun.objects.filter(name=job.name)
        try:
            job.run(self.clock())
        except Exception as error:
            logger.exception("Job %s failed.", job.name)
            retry_at = self.clock() + min(job.interval, RETRY_AFTER)
            row.update(last_error=f"{type(error).__name__}: {error}"[:2000], next_run_at=retry_at)
            return False
        row.update(last_ok_at=self.clock(), last_error="")
        return True
