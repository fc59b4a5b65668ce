"""`manage.py clean_up`: throws away what nobody needs any more, and nothing else."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.utils import timezone

from site_core.base.cleaning import BATCH, Sweep
from site_core.operations.reporting import ReportingCommand
from site_core.operations.sweeping import chosen, sweep_out


class Command(ReportingCommand):
    help = (
        "Throw away what nobody needs any more: old carts of guests, sessions, messages, links, "
        "crops of pictures and the like. Never orders, money, papers or what the law keeps. Safe "
        "to repeat and beside itself. Ends with 0 when all went well, with 1 when one part failed "
        "(the others are done; the log says why)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="count what would go, remove nothing"
        )
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            metavar="NAME",
            help="one part, such as carts.stale_carts; may be given several times",
        )

    def handle(self, *, dry_run: bool, only: list[str], **options: object) -> None:
        def progress(sweep: Sweep, count: int) -> None:
            if count >= BATCH:
                self.say(f"{sweep.name}: {count} ...")

        results = sweep_out(chosen(only), now=timezone.now(), is_dry=dry_run, progress=progress)
        failed = [swept.sweep.name for swept in results if swept.is_failed]
        total = sum(swept.count for swept in results)
        data = {
            "dry": dry_run,
            "failed": failed,
            "removed": {swept.sweep.name: swept.count for swept in results},
        }
        lines = [
            f"{swept.count:8}  {swept.sweep.name}: {swept.sweep.title}"
            + (" (FAILED)" if swept.is_failed else "")
            for swept in results
        ]
        done = "would go" if dry_run else "gone"
        self.report(data, "\n".join([*lines, f"{total:8}  {done} in all"]), ok=not failed)
        if failed:
            sys.exit(1)
