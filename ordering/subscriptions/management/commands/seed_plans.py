"""Put in the plans of a new site. Safe to repeat: what exists is left as staff wrote it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from ordering.subscriptions.seeding import seed_plans


class Command(BaseCommand):
    help = "Put in the plans of a new site with their first prices. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            made = seed_plans(timezone.now())
        self.stdout.write(f"plans made: {made}")
