"""Make orders of the plan meals that are due. For a timer: run it every evening after the cut-off."""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ordering.subscriptions.generating import Summary, generate_orders
from ordering.subscriptions.periods import activate_paid
from site_core.base.errors import DomainError


class Command(BaseCommand):
    help = (
        "Make orders of the plan meals that are due, each once: tomorrow's from the cut-off on, and "
        "whatever an earlier run left. Safe to repeat. Exit code 1 when a meal could not be made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--date",
            type=dt.date.fromisoformat,
            help="the last date to make, YYYY-MM-DD; tomorrow at the latest",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="count the due meals, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began, now = time.monotonic(), timezone.now()
        if not options["dry_run"]:
            activate_paid(now)

        def progress(summary: Summary) -> None:
            rate = summary.due / max(time.monotonic() - began, 0.001)
            self.stderr.write(f"{summary.due} meals, {rate:.0f} a second")

        try:
            summary = generate_orders(
                now=now,
                date=options["date"],
                is_dry_run=options["dry_run"],
                progress=progress,
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"until={summary.until} due={summary.due} ordered={summary.ordered} "
            f"credited={summary.credited} failed={summary.failed} "
            f"seconds={time.monotonic() - began:.1f}" + (" (dry run)" if options["dry_run"] else "")
        )
        if not summary.is_success:
            sys.exit(1)
