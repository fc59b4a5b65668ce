"""`manage.py list_backups`: what there is to restore."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.template.defaultfilters import filesizeformat

from site_core.operations.backups.places import Place
from site_core.operations.reporting import ReportingCommand


class Command(ReportingCommand):
    help = "List the backups, newest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", dest="source", default="storage", metavar="DIR|storage")

    def handle(self, *, source: str, **options: object) -> None:
        manifests = Place(source).manifests()
        rows: list[dict[str, Any]] = [
            {
                "backup": m.stem,
                "made_at": m.made_at,
                "rows": m.rows,
                "bytes": m.database.size + (m.media.size if m.media else 0),
                "files": m.files.files if m.files else 0,
                "encrypted": m.is_encrypted,
            }
            for m in manifests
        ]
        lines = [
            f"{row['backup']}  {row['rows']} rows, {filesizeformat(row['bytes'])}"
            + (f", {row['files']} files" if row["files"] else "")
            + (", encrypted" if row["encrypted"] else "")
            for row in rows
        ]
        self.report({"backups": rows}, "\n".join(lines) or "There is no backup yet.")
