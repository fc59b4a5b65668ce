"""Seeds the feedback page and the first saved replies, in three languages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from marketing.feedback.seeding import seed_feedback_pages, seed_replies
from site_core.base.page_cache import drop_pages


class Command(BaseCommand):
    help = "Create the feedback page and saved replies. Only what is missing is made."

    def handle(self, *args: Any, **options: Any) -> None:
        pages, replies = seed_feedback_pages(), seed_replies()
        drop_pages()
        if options["verbosity"]:
            self.stdout.write(f"Feedback: {pages} pages, {replies} saved replies")
