"""`manage.py smoke_test URL`: walks through a running site as a visitor would, and leaves nothing."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from urllib.parse import urlsplit

from django.core.management.base import CommandError

from site_core.base.findings import Finding, Level, error, skipped, well
from site_core.operations.reporting import ReportingCommand
from site_core.operations.smoke.visiting import NotTried, Visitor, Wrong
from site_core.operations.smoke.ways import WAYS

MARKS = {Level.OK: "ok", Level.SKIPPED: "skipped", Level.ERROR: "ERROR"}


class Command(ReportingCommand):
    help = (
        "Walk the critical ways through a running site: pages, search, cart, checkout up to the "
        "price, log-in, closed doors, static files. Orders nothing, logs nobody in, is not counted, "
        "and takes out what it put into the cart. Needs no database. Ends with 0 when every way "
        "was open, with 1 and what to do otherwise."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("url", metavar="URL", help="such as https://dusangire.example")
        parser.add_argument(
            "--insecure", action="store_true", help="believe any certificate, also a self-made one"
        )

    def handle(self, *, url: str, insecure: bool, **options: object) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            raise CommandError("Give the address of the front page: https://dusangire.example")
        visitor = Visitor(url, is_insecure=insecure)
        results: list[tuple[Finding, float]] = []
        for name, walk in WAYS:
            began = time.monotonic()
            try:
                walk(visitor)
                found = well(name)
            except Wrong as problem:
                found = error(name, str(problem))
            except NotTried as reason:
                found = skipped(name, str(reason))
            results.append((found, time.monotonic() - began))
            self._tell(*results[-1])
        failed = [found.name for found, _seconds in results if not found.ok]
        data = {
            "url": url,
            "failed": failed,
            "ways": [
                {**found.as_dict(), "seconds": round(seconds, 3)} for found, seconds in results
            ],
        }
        sentence = f"Failed: {', '.join(failed)}." if failed else f"{len(results)} ways, all well."
        self.report(data, sentence, ok=not failed)
        if failed:
            sys.exit(1)

    def _tell(self, found: Finding, seconds: float) -> None:
        self.say(f"{MARKS[found.level]:8}{found.name:14}{seconds * 1000:6.0f} ms")
        if found.advice:
            self.say(f"        {found.advice}")
