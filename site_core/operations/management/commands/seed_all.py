"""`manage.py seed_all`: every seed of the house in the order in which they need each other.

Safe to repeat: each seed leaves what people changed as it is.
"""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from site_core.operations.demo import demo_password, refuse_demo_in_production
from site_core.operations.models import SeedRun
from site_core.users.errors import DemoRefused
from site_core.users.services import ensure_demo_accounts

# Places and hours first; the menu hangs below the home page; other pages show its dishes.
SEEDS = (
    "seed_initial_data",
    "seed_pages",
    "seed_menu",
    "seed_plans",
    "seed_content",
    "seed_feedback",
)
MENU_SEED = "seed_menu"
DEMO_PROMOTIONS = "seed_demo_promotions"


class Command(BaseCommand):
    help = "Fill the site: wards, zones, hours, dishes, pictures, pages. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--demo", action="store_true", help="also one account per role, with a shared password"
        )
        what.add_argument(
            "--clear",
            action="store_true",
            help="remove the seeded dishes that nothing refers to, and say what was kept",
        )
        parser.add_argument("--menu-only", action="store_true", help="only dishes and their pages")

    def handle(
        self, *, demo: bool, clear: bool, menu_only: bool, verbosity: int, **options: object
    ) -> None:
        if clear:
            call_command(MENU_SEED, clear=True, verbosity=verbosity, stdout=self.stdout)
            return
        if demo:
            try:
                refuse_demo_in_production()
            except DemoRefused as error:
                raise CommandError(str(error)) from None
        for name in (MENU_SEED,) if menu_only else SEEDS:
            if verbosity > 1:
                self.stdout.write(f"{name} ...")
            call_command(name, verbosity=verbosity, stdout=self.stdout)
        if demo:
            ensure_demo_accounts(password=demo_password())
            call_command(DEMO_PROMOTIONS, verbosity=verbosity, stdout=self.stdout)
        if not menu_only:
            SeedRun.objects.create(finished_at=timezone.now(), is_demo=demo)
