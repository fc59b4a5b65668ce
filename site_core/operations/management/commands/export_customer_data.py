"""`manage.py export_customer_data`: a copy for whoever asks what the house knows of them."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from site_core.operations.reporting import ReportingCommand
from site_core.users.privacy import export, find_subject, overview


class Command(ReportingCommand):
    help = (
        "Write everything that is kept about one person into a zip file that only you can read. "
        "Make sure first that the person who asks is the one whose address it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("address", help="e-mail address or phone number")
        parser.add_argument("--to", required=True, metavar="FILE", help="a file that is not there")

    def handle(self, *, address: str, to: str, **options: object) -> None:
        subject = find_subject(address)
        packed = export(subject)
        try:
            descriptor = os.open(Path(to), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{to}: {error.strerror}. Nothing was written.") from error
        with os.fdopen(descriptor, "wb") as file:
            file.write(packed)
        counts = {str(section.label): section.count for section in overview(subject)}
        self.report({"file": to, "bytes": len(packed), "records": counts}, f"Written to {to}.")
