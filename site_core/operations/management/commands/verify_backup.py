"""`manage.py verify_backup [FILE]`: proves a backup by restoring it beside the live database."""

from __future__ import annotations

from argparse import ArgumentParser

from django.utils import timezone

from site_core.operations.backups.places import Place
from site_core.operations.backups.verifying import verify_backup
from site_core.operations.reporting import ReportingCommand


class Command(ReportingCommand):
    help = (
        "Restore a backup into a scratch database and compare rows, constraints, ledger sums and "
        "files with what was written. The live database is not touched. Ends with 1 when anything "
        "differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", nargs="?", default="", help="without it: the newest backup")
        parser.add_argument("--from", dest="source", default="storage", metavar="DIR|storage")

    def handle(self, *, file: str, source: str, **options: object) -> None:
        place = Place(source)
        manifest = place.manifest(file)
        verify_backup(manifest=manifest, place=place, now=timezone.now(), say=self.say)
        self.report(
            {"backup": manifest.stem, "rows": manifest.rows, "tables": len(manifest.tables)},
            f"{manifest.stem} is whole: {manifest.rows} rows in {len(manifest.tables)} tables.",
        )
