"""Put in the plans of a new site. Safe to repeat: what exists is left as staff wrote it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from ordering.orders.clearing import add_force_option, refuse_served_house
from ordering.subscriptions.seeding import clear_plans, seed_plans
from site_core.base.page_cache import drop_pages


class Command(BaseCommand):
    help = "Put in the plans of a new site with their first prices. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--clear", action="store_true", help="remove seeded plans that nobody ever had"
        )
        add_force_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            refuse_served_house(is_forced=options["even_with_orders"])
            gone, kept = clear_plans()
            self.stdout.write(f"Removed: {gone} plans.")
            for name in kept:
                self.stdout.write(f"Kept, because somebody has or had it: {name}")
        else:
            with transaction.atomic():
                made = seed_plans(timezone.now())
            self.stdout.write(f"plans made: {made}")
        drop_pages()
