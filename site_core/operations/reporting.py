"""What our commands have in common: a report for people or as JSON, refusals as one sentence."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from site_core.base.errors import DomainError


class ReportingCommand(BaseCommand):
    """`report` is written last: as lines, or with --json as one object on standard output.

    Progress then goes to standard error. A DomainError ends the command with 1 and its sentence.
    """

    as_json = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="the report as JSON, for machines")

    def execute(self, *args: Any, **options: Any) -> Any:
        self.as_json = bool(options.get("json"))
        try:
            return super().execute(*args, **options)
        except DomainError as error:
            if self.as_json:
                self.stdout.write(json.dumps({"ok": False, "problem": str(error)}))
            raise CommandError(str(error)) from error

    def say(self, line: str) -> None:
        """Progress."""
        (self.stderr if self.as_json else self.stdout).write(line, self.style.HTTP_INFO)

    def report(self, data: Mapping[str, Any], sentence: str, *, ok: bool = True) -> None:
        style = self.style.SUCCESS if ok else self.style.ERROR
        self.stdout.write(
            json.dumps({"ok": ok, **data}, default=str) if self.as_json else style(sentence)
        )
