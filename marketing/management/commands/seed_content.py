"""Seeds the pages around the menu, questions and answers, in three languages."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from marketing.seeding import seed_bodies, seed_inner_pages, seed_questions
from site_core.base.page_cache import drop_pages


class Command(BaseCommand):
    help = (
        "Create the pages around the menu and the questions. Only what is missing is made, so what "
        "staff changed stays as it is. Run seed_menu first: pages show its dishes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        pages = seed_inner_pages()
        questions = seed_questions()
        bodies = seed_bodies()
        drop_pages()
        if options["verbosity"]:
            seconds = time.monotonic() - started
            self.stdout.write(
                f"Content: {pages} pages, {questions} questions, {bodies} texts ({seconds:.0f} s)"
            )
