"""`manage.py backup_database`: the live database, and with --media all uploads, as files."""

from __future__ import annotations

from argparse import ArgumentParser

from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from site_core.operations.backups.making import make_backup
from site_core.operations.backups.places import Place
from site_core.operations.backups.rotation import DAYS
from site_core.operations.backups.verifying import verify_backup
from site_core.operations.reporting import ReportingCommand


class Command(ReportingCommand):
    help = (
        "Back up the database while the site runs. Compressed, with a manifest of row counts, "
        "ledger sums and checksums. Older backups stay one a day, then one a week, then one a "
        "month. Ends with 0 when the backup is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--media", action="store_true", help="pictures and other files too")
        parser.add_argument("--encrypt", action="store_true", help="for BACKUP_GPG_RECIPIENT")
        parser.add_argument(
            "--verify", action="store_true", help="restore it into a scratch database"
        )
        parser.add_argument(
            "--keep", type=int, default=DAYS, metavar="N", help=f"days to keep (without it: {DAYS})"
        )
        parser.add_argument(
            "--to",
            default="storage",
            metavar="DIR|storage",
            help="a folder, or the storage of the settings",
        )

    def handle(
        self, *, media: bool, encrypt: bool, verify: bool, keep: int, to: str, **options: object
    ) -> None:
        now = timezone.now()
        place = Place(to)
        manifest = make_backup(
            now=now,
            place=place,
            with_media=media,
            encrypt=encrypt,
            keep=max(keep, 1),
            say=self.say,
        )
        if verify:
            verify_backup(manifest=manifest, place=place, now=timezone.now(), say=self.say)
        size = manifest.database.size + (manifest.media.size if manifest.media else 0)
        self.report(
            {
                "backup": manifest.stem,
                "rows": manifest.rows,
                "bytes": size,
                "encrypted": encrypt,
                "files": manifest.files.files if manifest.files else 0,
                "verified": verify,
            },
            f"{manifest.stem}: {manifest.rows} rows, {filesizeformat(size)}"
            + (", verified." if verify else "."),
        )
