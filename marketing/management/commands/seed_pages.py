"""Seeds the home page in three languages and makes it the root of the site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marketing.seeding import seed_home_pages
from site_core.base.page_cache import drop_pages


class Command(BaseCommand):
    help = (
        "Create the home page in English, French and Kinyarwanda where it is missing and make it "
        "the root of the site. Safe to repeat; run seed_menu afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-pictures", action="store_true", help="without its picture, for tests"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = seed_home_pages(with_picture=not options["no_pictures"])
        drop_pages()
        if options["verbosity"]:
            self.stdout.write(f"Home pages: {made or 'nothing was missing'}")
