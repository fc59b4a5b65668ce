"""manage.py expire_loyalty_points: what nobody used in time goes, and who is about to lose is told."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from ordering.delivery.schedule import today
from ordering.loyalty.expiry import expire_points, expired_lots, lots_to_warn
from ordering.loyalty.rules import rules_at
from site_core.operations.reporting import ReportingCommand


class Command(ReportingCommand):
    help = (
        "Expire points whose last day is over, first in first out, and write to whoever is about "
        "to lose some. Safe to repeat and beside itself. Ends with 0 when all accounts are done, "
        "with 1 when one of them failed (the others are done) or for a date that lies ahead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--date",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="as on this day (without it: today in Kigali)",
        )
        parser.add_argument("--dry-run", action="store_true", help="count only, write nothing")

    def handle(self, *, date: dt.date | None, dry_run: bool, **options: object) -> None:
        now = timezone.now()
        day = date or today(now)
        if dry_run:
            due = expired_lots(day)
            warned = len(lots_to_warn(day, rules_at(now).warning_days))
            self._tell(day, len(due), sum(due.values()), warned, is_dry=True)
            return
        if day > today(now):
            raise CommandError(f"{day} lies ahead: only --dry-run looks there.")
        done = expire_points(date=day, now=now)
        self._tell(day, done.accounts, done.points, done.warned)
        if done.failed:
            raise CommandError(f"{done.failed} accounts failed; the log says why.")

    def _tell(
        self, day: dt.date, accounts: int, points: int, warned: int, *, is_dry: bool = False
    ) -> None:
        would = "would be " if is_dry else ""
        self.report(
            {"date": day, "accounts": accounts, "points": points, "warned": warned, "dry": is_dry},
            f"{day}: {points} points of {accounts} accounts {would}expired, "
            f"{warned} people {would}warned.",
        )
