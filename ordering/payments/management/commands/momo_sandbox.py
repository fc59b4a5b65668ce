"""momo_sandbox: both mobile money providers on this machine, for trying the site."""

from __future__ import annotations

import os
import signal
import sys
from argparse import ArgumentParser
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from ordering.payments.sandbox.book import Behaviour
from ordering.payments.sandbox.server import SandboxServer

NUMBERS = """\
Numbers to pay with, for MTN and, beginning with 073, for Airtel:
  0780 000 100   pays after a moment, as does any other number
  0780 000 451   declines                0780 000 452   does not answer in time
  0780 000 453   never decides           0780 000 454   decides late
  0780 000 464   has not enough money    0780 000 470   pays, and nobody is told
  0780 000 472   pays, the answer hangs  0780 000 477   pays another amount
"""


class Command(BaseCommand):
    help = (
        "Serve both mobile money providers on 127.0.0.1, for trying the site. Never in production."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="where to listen; as the settings say")
        parser.add_argument(
            "--seconds", type=float, default=3.0, help="how long a payer takes to decide"
        )

    def handle(self, *, port: int | None, seconds: float, **options: object) -> None:
        if not settings.MOMO_SANDBOX_URL:
            raise CommandError("Refused under these settings: it would take the place of money.")
        if port is None:
            port = urlsplit(settings.MOMO_SANDBOX_URL).port or 0
        path = reverse("payment_callback_airtel")
        try:
            server = SandboxServer(
                port,
                Behaviour(seconds=seconds),
                airtel_callback_url=f"{settings.PAYMENT_CALLBACK_BASE_URL}{path}",
            )
        except OSError as error:
            raise CommandError(f"Cannot listen on port {port}: {error.strerror}.") from None
        if options.get("verbosity"):
            self.stdout.write(f"Listening on {server.url}.\n{NUMBERS}")
        _serve(server)


def _serve(server: SandboxServer) -> None:
    """Until interrupted, or until whoever started it has gone."""
    parent = os.getppid()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    server.timeout = 0.5
    try:
        while os.getppid() == parent:
            server.handle_request()
    except KeyboardInterrupt:
        return
    finally:
        server.server_close()
