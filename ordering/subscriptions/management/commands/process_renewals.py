"""Remind, ask for money, ask again, and end what nobody paid. For a timer: run it every hour."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count
from django.utils import timezone

from ordering.subscriptions.ending import end_finished
from ordering.subscriptions.models import Subscription
from ordering.subscriptions.periods import activate_paid
from ordering.subscriptions.renewing import process_renewals


class Command(BaseCommand):
    help = (
        "Renew plans: a reminder three days before the end, the request for money, retries on days "
        "1, 3 and 5, then the end. Safe to repeat. Exit code 1 when a plan could not be renewed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="count the plans by state, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            states = Subscription.objects.values_list("state").annotate(count=Count("pk"))
            self.stdout.write(" ".join(f"{s}={c}" for s, c in states.order_by("state")) or "none")
            return
        started = activate_paid(now)
        done = process_renewals(now)
        ended = end_finished(now)
        self.stdout.write(
            f"started={started} reminded={done.reminded} asked={done.asked} "
            f"retried={done.retried} ended={ended} failed={done.failed}"
        )
        if not done.is_success:
            sys.exit(1)
