"""seed_demo_promotions: two examples of promotions, neither of them active."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ordering.promotions.seeding import seed_demo_promotions


class Command(BaseCommand):
    help = "Make two examples of promotions that do nothing until they are made active. Repeatable."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"New: {seed_demo_promotions()} promotions.")
