"""The test suite, run as whoever develops the site runs it. Takes minutes."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings

from site_core.base.findings import Finding, error, skipped, well
from site_core.base.launch import group

COMMAND = (sys.executable, "-m", "tests.harness")


@group("tests", "Test suite", order=100)
def look_at_tests(now: datetime) -> Iterable[Finding]:
    if importlib.util.find_spec("pytest") is None:
        advice = "The tools are not installed on this machine: run `make test` where they are."
        yield skipped("tests", advice)
        return
    yield run_suite(COMMAND)


def run_suite(command: Sequence[str]) -> Finding:
    # A fixed command of ours; the tests bring their own settings.
    done = subprocess.run(  # noqa: S603
        command,
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(settings.VAR_DIR)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        return error("tests", f"{lines[-1] if lines else 'Failed'}: run `make test`.")
    return well("tests")
