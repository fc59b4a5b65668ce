"""`manage.py run_worker`: the jobs of every app, each in its own rhythm, in one process."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from site_core.base.schedule import all_jobs
from site_core.operations.processes import run_until_stopped
from site_core.operations.worker import Worker


class Command(BaseCommand):
    help = "Run scheduled jobs until stopped. Safe to run twice: a turn is taken by one worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="run what is due now, then end; 1 if a job failed"
        )
        parser.add_argument("--max-seconds", type=float, help="end after this long")

    def handle(self, *, once: bool, max_seconds: float | None, **options: object) -> None:
        worker = Worker(all_jobs(), has_heartbeat=not once)
        if once:
            failed = worker.tick()
            if failed:
                raise CommandError(f"Failed: {', '.join(failed)}.")
            return
        run_until_stopped(worker, max_seconds=max_seconds)
