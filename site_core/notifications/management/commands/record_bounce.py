"""Marks messages as come back, for the program that reads the mailbox of DEFAULT_FROM_EMAIL."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from site_core.notifications.bounces import LONGEST, key_of_report, record_bounce


class Command(BaseCommand):
    help = (
        "Mark a message as come back: reads a delivery report from standard input, or takes the "
        "X-Message-Key of the mail. Other mail is ignored. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", nargs="?", default="", help="the X-Message-Key")

    def handle(self, *args: Any, **options: Any) -> None:
        key = options["key"] or key_of_report(sys.stdin.read(LONGEST))
        known = bool(key) and record_bounce(unique_key=key, now=timezone.now())
        if options["verbosity"]:
            self.stdout.write("Came back." if known else "Nothing to mark.")
