"""`make test`: rules on SQLite, what is about concurrency on PostgreSQL, journeys in a browser.

Two cores are enough for all of it in ten minutes: rules take both; then journeys take one, and
PostgreSQL and the walks past every address take the other.

Arguments go to every pytest. The last line says what became of all tests together.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from tests.harness.chromium import ensure_chromium
from tests.harness.postgres import NoPostgres, find_binaries, running_postgres

RESULTS = Path(__file__).resolve().parents[2] / "var" / "test-results"
NO_TEST_COLLECTED = 5
# Files stay together, in the order of collection: the slow ones under tests/ begin first, or one
# core would wait for the other at the end.
BOTH_CORES = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@dataclass
class Outcome:
    counts: Counter[str] = field(default_factory=Counter)
    is_broken: bool = False
    warnings: list[str] = field(default_factory=list)


def run_phase(
    name: str,
    selection: list[str],
    arguments: list[str],
    url: str = "",
    log: IO[str] | None = None,
) -> Outcome:
    """One pytest run in a process of its own; its counts come back.

    What it says goes to the screen as it comes, or into `log`.
    """
    print(f"\n=== {name} ===", file=log, flush=True)
    report = RESULTS / f"{name.split(',', maxsplit=1)[0].lower()}.xml"
    report.unlink(missing_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment["DJANGO_SETTINGS_MODULE"] = "site_core.settings.test"
    if url:
        environment["DATABASE_URL"] = url
        environment["POSTGRES_PROGRAMS"] = str(find_binaries())
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--no-header",
        "--tb=short",
        f"--junitxml={report}",
    ]
    code = subprocess.run(
        [*command, *selection, *arguments],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT if log else None,
        check=False,
    ).returncode
    outcome = Outcome()
    if code not in {0, 1, NO_TEST_COLLECTED} or not report.exists():
        outcome.is_broken = True
        outcome.warnings.append(f"{name}: pytest itself ended with code {code}.")
    if report.exists():
        outcome.counts = read_counts(report)
    return outcome


def read_counts(report: Path) -> Counter[str]:
    """Passed, failed and skipped; an error outside a test's own lines is a failure too."""
    counts: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
        elif skip is not None and skip.get("type") != "pytest.xfail":
            counts["skipped"] += 1
        else:
            counts["passed"] += 1
    return counts


def run_all(arguments: list[str]) -> list[Outcome]:
    rules = run_phase(
        "Rules, on SQLite",
        ["-m", "not postgres and not browser and not walk", *BOTH_CORES],
        arguments,
    )
    with ThreadPoolExecutor(max_workers=1) as beside, tempfile.TemporaryFile("w+") as log:
        others = [
            beside.submit(run_locking, arguments, log),
            beside.submit(run_phase, "Walks, on SQLite", ["-m", "walk"], arguments, log=log),
        ]
        journeys = run_journeys(arguments)
        outcomes = [rules, *(other.result() for other in others), journeys]
        log.seek(0)
        print(log.read(), flush=True)
    return outcomes


def run_locking(arguments: list[str], log: IO[str]) -> Outcome:
    with contextlib.ExitStack() as stack:
        url, missing = "", ""
        try:
            url = stack.enter_context(running_postgres())
        except NoPostgres as reason:
            missing = f"NOT TESTED: locking and search on PostgreSQL ({reason})."
        marks = "postgres or everywhere" if url else "postgres"
        outcome = run_phase("Locking, on PostgreSQL", ["-m", marks], arguments, url, log)
    outcome.warnings += [missing] if missing else []
    return outcome


def run_journeys(arguments: list[str]) -> Outcome:
    reason = ensure_chromium()
    outcome = run_phase("Journeys, in Chromium", ["-m", "browser"], arguments)
    if reason:
        outcome.warnings.append(f"NOT TESTED: every journey in a browser ({reason}).")
    return outcome


def main() -> int:
    started = time.monotonic()
    RESULTS.mkdir(parents=True, exist_ok=True)
    outcomes = run_all(sys.argv[1:])
    total = sum((outcome.counts for outcome in outcomes), Counter[str]())
    failed = total["failed"] + sum(outcome.is_broken for outcome in outcomes)
    nothing_may_be_skipped = os.environ.get("CI") == "true"

    print(f"\n{time.monotonic() - started:.0f} s in all.")
    for outcome in outcomes:
        for warning in outcome.warnings:
            print(f"!!! {warning}")
    if total["skipped"] and nothing_may_be_skipped:
        print("!!! In CI nothing may be skipped: this run has failed.")
    if not total:
        print("!!! No test was selected.")
    print(f"{total['passed']} passed, {failed} failed, {total['skipped']} skipped", flush=True)
    is_bad = failed or not total or (total["skipped"] and nothing_may_be_skipped)
    return 1 if is_bad else 0


if __name__ == "__main__":
    sys.exit(main())
