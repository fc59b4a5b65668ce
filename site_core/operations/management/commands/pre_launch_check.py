"""`manage.py pre_launch_check`: all that must be so before people are let in, in one report."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from site_core.base.findings import Finding, Level
from site_core.base.launch import Group, all_groups
from site_core.operations.reporting import ReportingCommand

TESTS = frozenset({"tests"})
# Whatever needs the real settings or the real address.
SECURITY = frozenset({"security", "address"})
MARKS = {Level.OK: "ok", Level.SKIPPED: "skipped", Level.WARNING: "WARNING", Level.ERROR: "ERROR"}


@dataclass(frozen=True, slots=True)
class Result:
    group: Group
    findings: list[Finding]


class Command(ReportingCommand):
    help = (
        "Look at everything that must be so before people are let in, and say what to do where it "
        "is not. Changes nothing. Ends with 1 on an error, with --strict on a warning too."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--skip-tests", action="store_true", help="leave the test suite out")
        parser.add_argument(
            "--skip-security",
            action="store_true",
            help="leave out check --deploy, secrets and the public address: for a trial machine",
        )
        parser.add_argument("--strict", action="store_true", help="a warning ends with 1 too")

    def handle(
        self, *, skip_tests: bool, skip_security: bool, strict: bool, **options: object
    ) -> None:
        left_out = (TESTS if skip_tests else set()) | (SECURITY if skip_security else set())
        results = self._look(timezone.now(), frozenset(left_out))
        counts = Counter(found.level for result in results for found in result.findings)
        is_good = not counts[Level.ERROR] and not (strict and counts[Level.WARNING])
        sentence = (
            f"{counts[Level.OK]} well, {counts[Level.WARNING]} warnings, "
            f"{counts[Level.ERROR]} errors, {counts[Level.SKIPPED]} skipped."
        )
        data = {
            "ok": is_good,
            "counts": {level.value: counts[level] for level in Level},
            "groups": [
                {
                    "group": result.group.code,
                    "title": result.group.title,
                    "findings": [found.as_dict() for found in result.findings],
                }
                for result in results
            ],
        }
        if is_good or self.as_json:
            self.report(data, sentence + " Ready to launch.")
        else:
            self.stdout.write(self.style.ERROR(sentence + " Not ready: see above what to do."))
        if not is_good:
            sys.exit(1)

    def _look(self, now: datetime, left_out: frozenset[str]) -> list[Result]:
        results = []
        for group in all_groups():
            if group.code in left_out:
                continue
            self.say(f"\n{group.title}")
            result = Result(group, group.look(now))
            for found in result.findings:
                self._tell(found)
            results.append(result)
        return results

    def _tell(self, found: Finding) -> None:
        style = {Level.WARNING: self.style.WARNING, Level.ERROR: self.style.ERROR}.get(
            found.level, self.style.SUCCESS
        )
        line = f"  {MARKS[found.level]:8}{found.name}"
        (self.stderr if self.as_json else self.stdout).write(line, style)
        if found.advice:
            (self.stderr if self.as_json else self.stdout).write(f"          {found.advice}")
