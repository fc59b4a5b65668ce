"""`manage.py demo_reset` (`make demo-reset`): starts the demo over. Never on a hospital's server."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from site_core.base.errors import DomainError
from site_core.operations.demo import refuse_demo_in_production
from site_core.operations.preparation import only_server, prepare


class Command(BaseCommand):
    help = "Remove the local database and media, then fill the site anew."
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        database = settings.DATABASES["default"]
        if database["ENGINE"] != "django.db.backends.sqlite3":
            raise CommandError("Only the local SQLite database is reset; drop any other yourself.")
        try:
            refuse_demo_in_production()
            with only_server():
                self._remove(Path(database["NAME"]))
                prepare(say=self.stdout.write)
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The demo starts over.")

    def _remove(self, database: Path) -> None:
        connections.close_all()
        files = [database.with_name(database.name + end) for end in ("", "-wal", "-shm")]
        leftovers = [settings.MEDIA_ROOT, settings.VAR_DIR / "cache", settings.VAR_DIR / "mail"]
        for path in [*files, settings.SMS_FILE]:
            if path.exists():
                self.stdout.write(f"Removing {path}")
                path.unlink()
        for folder in leftovers:
            if Path(folder).exists():
                self.stdout.write(f"Removing {folder}")
                shutil.rmtree(folder)
