"""seed_initial_data: zones, wards, beds, areas, hours, slots, message templates, rewards."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ordering.delivery.seeding import clear_delivery, seed_delivery
from ordering.loyalty.seeding import seed_rewards
from ordering.orders.clearing import add_force_option, refuse_served_house
from ordering.payments.methods import ensure_methods
from ordering.promotions.seeding import seed_referral_offer
from site_core.base.page_cache import drop_pages
from site_core.notifications.services import seed_templates
from site_core.users.roles import seed_roles


class Command(BaseCommand):
    help = (
        "Make what is missing of places, hours, slots, message texts, ways to pay, loyalty rules, "
        "rewards and roles of staff. Safe to repeat: what staff changed stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--clear",
            action="store_true",
            help="Remove seeded places and slots that nothing refers to, and say what was kept.",
        )
        add_force_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            refuse_served_house(is_forced=options["even_with_orders"])
            gone, kept = clear_delivery()
            self.stdout.write(f"Removed: {_counted(gone)}.")
            for name in kept:
                self.stdout.write(f"Kept, because orders or other rows need it: {name}")
        else:
            made = seed_delivery()
            made["message templates"] = seed_templates()
            made["ways to pay"] = ensure_methods()
            made["promotions"] = seed_referral_offer()
            made["rewards"] = seed_rewards()
            made["roles"] = seed_roles()
            self.stdout.write(f"New: {_counted(made)}.")
        drop_pages()


def _counted(counts: Any) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in counts.items() if number) or "nothing"
