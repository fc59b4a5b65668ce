"""Before a seed is taken out again: has the house served anybody yet?"""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from site_core.users.services import DEMO_DOMAIN

from .models import Order


def add_force_option(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--even-with-orders",
        action="store_true",
        help="with --clear: although guests have ordered; what an order needs stays even so",
    )


def refuse_served_house(*, is_forced: bool) -> None:
    """Raise CommandError, before anything is removed, where real guests have ordered.

    Orders of the demo's own people do not count.
    """
    orders = Order.objects.exclude(email__endswith=f"@{DEMO_DOMAIN}").count()
    if orders and not is_forced:
        raise CommandError(
            f"Guests have ordered here ({orders} orders), so nothing was removed. Dishes and "
            "places that an order needs would stay, but guests would miss the rest. If that is "
            "what you want: --even-with-orders."
        )
