"""`manage.py restore_database FILE`: a backup takes the place of the live data, or nothing changes."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from site_core.operations.backups.loss import what_is_lost
from site_core.operations.backups.manifest import Manifest
from site_core.operations.backups.places import Place
from site_core.operations.backups.restoring import recover, restore
from site_core.operations.reporting import ReportingCommand

YES = "restore"


class Command(ReportingCommand):
    help = (
        "Restore a backup: says what would be lost, saves what is there, restores into a scratch "
        "database, migrates and counts it there, shuts everybody out, and swaps it in in one step. "
        "A failure leaves the old data as it was. After a power cut: --recover."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "file", nargs="?", default="", help="a backup, by its name or a file of it"
        )
        parser.add_argument("--from", dest="source", default="storage", metavar="DIR|storage")
        parser.add_argument("--media", action="store_true", help="pictures and other files too")
        parser.add_argument("--no-input", action="store_true", help="do not ask")
        parser.add_argument(
            "--without-safety-backup",
            action="store_true",
            help="when what is there can no longer be read",
        )
        parser.add_argument(
            "--recover", action="store_true", help="finish or undo a restore that was cut short"
        )

    def handle(
        self,
        *,
        file: str,
        source: str,
        media: bool,
        no_input: bool,
        without_safety_backup: bool,
        **options: object,
    ) -> None:
        if options["recover"]:
            in_place = recover(say=self.say)
            self.report({"restored": in_place}, "The site is open again.")
            return
        if not file:
            raise CommandError("Which backup? `manage.py list_backups` names them.")
        place = Place(source)
        manifest = place.manifest(file)
        self._ask(manifest, no_input=no_input, is_readable=not without_safety_backup)
        saved = restore(
            manifest=manifest,
            place=place,
            now=timezone.now(),
            with_media=media,
            safety_backup=not without_safety_backup,
            say=self.say,
        )
        self.report(
            {"backup": manifest.stem, "rows": manifest.rows, "saved": saved.stem if saved else ""},
            f"{manifest.stem} is in place. "
            + (f"What was there before: {saved.stem}." if saved else ""),
        )

    def _ask(self, manifest: Manifest, *, no_input: bool, is_readable: bool) -> None:
        """Raises CommandError unless the person agrees."""
        self.say(f"The backup was made at {manifest.made_at} and holds {manifest.rows} rows.")
        if is_readable:
            lost = what_is_lost(manifest)
            self.say("Lost would be:" if lost else "Nothing newer than the backup would be lost.")
            for line in lost:
                self.say(f"  - {line}")
        if no_input:
            return
        if input(f"Type “{YES}” to put the backup in the place of the live data: ").strip() != YES:
            raise CommandError("Nothing was changed.")
