"""Seeds the sample menu: categories, items, pages in three languages, pictures."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page, Site

from menu_pages.picture_seeding import drawing, keep_pictures
from menu_pages.seed.dishes import ALL_DISHES
from menu_pages.seed_clearing import clear_menu
from menu_pages.seeding import NoHomePage, seed_items, seed_notes, seed_pages
from ordering.orders.clearing import add_force_option, refuse_served_house
from site_core.base.page_cache import drop_pages


class Command(BaseCommand):
    help = (
        "Create the sample menu with drawn pictures. Only what is missing is made, so running it "
        "twice changes nothing and what staff changed stays as it is. Run seed_pages first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--clear",
            action="store_true",
            help="remove the sample menu, except what orders or other pages refer to",
        )
        add_force_option(parser)
        parser.add_argument(
            "--no-pictures", action="store_true", help="leave the pictures out, for tests"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            refuse_served_house(is_forced=options["even_with_orders"])
            self._clear()
            return
        say = self.stdout.write if options["verbosity"] else _silent
        started = time.monotonic()
        counts: Counter[str] = Counter()
        titles = {} if options["no_pictures"] else {d.code: d.name.en for d in ALL_DISHES}
        try:
            with drawing(titles) as pending:
                items = seed_items(counts)
                seed_notes(counts)
                seed_pages(_home(), items, counts, say)
                counts["pictures"] += keep_pictures(pending, say)
        except NoHomePage as error:
            raise CommandError(str(error)) from error
        drop_pages()
        made = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
        seconds = time.monotonic() - started
        say(f"Menu: {made or 'nothing was missing'} ({seconds:.0f} s)")

    def _clear(self) -> None:
        report = clear_menu()
        drop_pages()
        for name, number in report.removed.items():
            self.stdout.write(f"Removed: {number} {name}")
        for sentence in report.kept:
            self.stdout.write(f"Kept: {sentence}")


def _silent(_line: str) -> None:
    """For those who asked for no words."""


def _home() -> Page:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoHomePage("There is no home page yet. Run seed_pages first.")
    return site.root_page.specific
