"""`manage.py erase_customer`: forget somebody who asked for it and has no way to do it alone."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from site_core.operations.reporting import ReportingCommand
from site_core.users.privacy import erase, find_subject, objections, overview


class Command(ReportingCommand):
    help = (
        "Forget one person for good. Orders, papers, payments and ledgers keep their sums and lose "
        "the name. Make sure first that the person who asks is the one whose address it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("address", help="e-mail address or phone number")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and stop")
        parser.add_argument("--no-input", action="store_true", help="do not ask")

    def handle(self, *, address: str, dry_run: bool, no_input: bool, **options: object) -> None:
        subject = find_subject(address)
        known = [section for section in overview(subject) if section.count]
        for section in known:
            self.say(f"{section.label}: {section.count}. {section.stays or 'Deleted.'}")
        for sentence in objections(subject):
            self.say(sentence)
        counts = {str(section.label): section.count for section in known}
        if dry_run:
            self.report({"records": counts, "erased": False}, "Nothing was changed.")
            return
        if not no_input and input("Nobody can take this back. Type the address again: ") != address:
            raise CommandError("That is another address. Nothing was changed.")
        erase(subject=subject, now=timezone.now())
        self.report({"records": counts, "erased": True}, "Forgotten.")
