"""`manage.py serve` (`make run`): prepares what is missing, then serves the site and its worker."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from site_core.base.errors import DomainError
from site_core.operations.demo import demo_log_ins, demo_password
from site_core.operations.preparation import only_server, prepare
from site_core.operations.server import refuse_taken_address, serve


class Command(BaseCommand):
    help = "Prepare the site where needed, then serve it together with the background worker."
    # The preparations look at what can be wrong; the checks would double the time of a start.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, help="processes that answer requests")
        parser.add_argument("--without-worker", action="store_true", help="no background jobs")

    def handle(
        self,
        *,
        host: str,
        port: int,
        workers: int | None,
        without_worker: bool,
        **options: object,
    ) -> None:
        self.host, self.port = host, port
        # Until gunicorn takes over, a polite request to stop is no reason for a complaint.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
        try:
            refuse_taken_address(host, port)
            with only_server():
                prepare(say=self.say)
                serve(
                    host=host,
                    port=port,
                    workers=workers,
                    with_worker=not without_worker,
                    when_ready=self.welcome,
                )
        except DomainError as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            sys.exit(0)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def welcome(self) -> None:
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"
        lines = [
            "",
            f"  Menu            {address}/menu/",
            f"  Kitchen         {address}/staff/kitchen/",
            f"  Deliveries      {address}/staff/deliveries/",
            f"  Pages and sales {address}/cms/",
            f"  Mail and SMS    {settings.VAR_DIR}/mail, {settings.SMS_FILE}",
            *self._log_ins(),
            "",
            "  Ctrl-C stops everything.",
        ]
        self.say("\n".join(lines))

    def _log_ins(self) -> list[str]:
        people = demo_log_ins()
        if not people:
            return []
        heading = f"  Demo log-ins, all with the password {demo_password()}"
        return ["", heading, *(f"    {line}" for line in people)]
