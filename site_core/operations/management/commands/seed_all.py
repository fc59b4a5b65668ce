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
PLANS_SEED = "seed_plans"
PLACES_SEED = "seed_initial_data"
DEMO_PROMOTIONS = "seed_demo_promotions"
DEMO_DAY = "seed_demo_day"


# Dishes are what others refer to least, places what they refer to most.
CLEARED = (MENU_SEED, PLANS_SEED, PLACES_SEED)


def chosen(*, menu_only: bool, subscriptions_only: bool) -> tuple[str, ...]:
    if menu_only:
        return (MENU_SEED,)
    return (PLANS_SEED,) if subscriptions_only else SEEDS


class Command(BaseCommand):
    help = (
        "Fill the site: wards, zones, hours, ways to pay, message texts, rewards, roles, dishes, "
        "pictures, plans, pages, questions. Safe to repeat: what staff changed stays. Ends with 0 "
        "when all is there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--demo",
            action="store_true",
            help="also one account per role, with a shared password, and a day full of orders",
        )
        what.add_argument(
            "--clear",
            action="store_true",
            help="remove seeded dishes, plans and places that nothing refers to, and say what stays",
        )
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--menu-only", action="store_true", help="only dishes and their pages")
        part.add_argument("--subscriptions-only", action="store_true", help="only plans")
        parser.add_argument(
            "--without-day", action="store_true", help="with --demo: the accounts alone"
        )
        parser.add_argument(
            "--even-with-orders",
            action="store_true",
            help="with --clear: although guests have ordered; what an order needs stays even so",
        )

    def handle(
        self,
        *,
        demo: bool,
        clear: bool,
        menu_only: bool,
        subscriptions_only: bool,
        without_day: bool,
        even_with_orders: bool,
        verbosity: int,
        **options: object,
    ) -> None:
        seeds = chosen(menu_only=menu_only, subscriptions_only=subscriptions_only)
        if clear:
            for name in [name for name in CLEARED if name in seeds]:
                call_command(
                    name,
                    clear=True,
                    even_with_orders=even_with_orders,
                    verbosity=verbosity,
                    stdout=self.stdout,
                )
            return
        if demo:
            try:
                refuse_demo_in_production()
            except DemoRefused as error:
                raise CommandError(str(error)) from None
        for name in seeds:
            if verbosity > 1:
                self.stdout.write(f"{name} ...")
            call_command(name, verbosity=verbosity, stdout=self.stdout)
        if demo:
            ensure_demo_accounts(password=demo_password())
            call_command(DEMO_PROMOTIONS, verbosity=verbosity, stdout=self.stdout)
            if not without_day and seeds == SEEDS:
                call_command(DEMO_DAY, stdout=self.stdout)
        if seeds == SEEDS:
            SeedRun.objects.create(finished_at=timezone.now(), is_demo=demo)
