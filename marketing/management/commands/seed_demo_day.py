"""`manage.py seed_demo_day` (`make demo-day`): people, orders in every state, plans, tickets."""

from __future__ import annotations

import time

from django.utils import timezone

from marketing.demo_day.telling import tell_day
from site_core.base.page_cache import drop_pages
from site_core.operations.reporting import ReportingCommand


class Command(ReportingCommand):
    help = (
        "Fill yesterday, today and tomorrow with customers, orders in every state, plans, tickets "
        "and ratings, for trials and training. Safe to repeat: on the same date only what is "
        "missing is added. Needs the demo accounts of `seed_all --demo`; refused in production. "
        "Takes a few seconds."
    )

    def handle(self, **options: object) -> None:
        began = time.monotonic()
        made = tell_day(now=timezone.now(), say=self.say)
        drop_pages()
        seconds = round(time.monotonic() - began, 1)
        counted = ", ".join(f"{number} {kind}" for kind, number in made.items() if number)
        self.report(
            {**made, "seconds": seconds},
            f"New: {counted or 'nothing, the day was there already'} ({seconds} s).",
        )
