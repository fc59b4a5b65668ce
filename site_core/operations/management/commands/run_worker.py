"""`manage.py run_worker`: the jobs of every app, each in its own rhythm, in one process."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from site_core.base.schedule import all_jobs
from site_core.operations.models import JobRun
from site_core.operations.processes import run_until_stopped
from site_core.operations.reporting import ReportingCommand
from site_core.operations.worker import Worker


class Command(ReportingCommand):
    help = (
        "Run scheduled jobs until stopped. Safe to run twice: a turn is taken by one worker. "
        "SIGTERM and Ctrl-C end it within two seconds and with 0; a job that does not end by then "
        "is undone and done again later. --once ends with 1 when a job failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--once", action="store_true", help="run what is due now, then end; 1 if a job failed"
        )
        what.add_argument("--max-seconds", type=float, help="end after this long")
        what.add_argument(
            "--list", action="store_true", help="show the schedule and how each job went; runs none"
        )

    def handle(
        self, *, once: bool, max_seconds: float | None, list: bool, **options: object
    ) -> None:
        if list:
            self._list()
            return
        worker = Worker(all_jobs(), has_heartbeat=not once)
        if once:
            failed = worker.tick()
            if failed:
                raise CommandError(f"Failed: {', '.join(failed)}.")
            return
        run_until_stopped(worker, max_seconds=max_seconds)

    def _list(self) -> None:
        runs = {run.name: run for run in JobRun.objects.all()}
        jobs: list[dict[str, Any]] = []
        lines = []
        for job in all_jobs():
            run = runs.get(job.name)
            jobs.append(
                {
                    "job": job.name,
                    "every_seconds": int(job.interval.total_seconds()),
                    "next_run_at": run.next_run_at if run else None,
                    "last_ok_at": run.last_ok_at if run else None,
                    "error": run.last_error if run else "",
                }
            )
            ended = run.last_ok_at if run else None
            well = f"went well {timezone.localtime(ended):%Y-%m-%d %H:%M:%S}" if ended else "never"
            error = f"  FAILED: {run.last_error}" if run and run.last_error else ""
            lines.append(f"{job.name:36} every {job.interval!s:16} {well}{error}")
        self.report({"jobs": jobs}, "\n".join(lines))
