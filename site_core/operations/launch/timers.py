"""The timers of deploy/systemd: whether systemd will call each of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from site_core.base.findings import Finding, skipped, warning, well
from site_core.base.launch import group

NAME = "timers"
# The same in every service; a machine where nothing answers must not hold up the report.
TIMEOUT = 10


@group("running", "The machine", order=80)
def look_at_timers(now: datetime) -> Iterable[Finding]:
    systemctl = shutil.which("systemctl")
    if systemctl is None or not Path("/run/systemd/system").is_dir():
        advice = "No systemd here: something else has to call what deploy/systemd names."
        yield skipped(NAME, advice)
        return
    try:
        # A fixed command of the system; it only lists.
        done = subprocess.run(  # noqa: S603
            [systemctl, "list-timers", "dusangire-*", "--output=json", "--no-pager"],
            capture_output=True, text=True, check=True, timeout=TIMEOUT,
        )  # fmt: skip
        waiting = {str(row["unit"]) for row in json.loads(done.stdout)}
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        yield skipped(NAME, "systemd does not tell: `systemctl list-timers 'dusangire-*'`.")
        return
    yield judge_timers(waiting)


def judge_timers(waiting: Collection[str]) -> Finding:
    """`waiting` are the units that have a next time."""
    ours = sorted(path.name for path in timer_files())
    if missing := [name for name in ours if name not in waiting]:
        advice = f"Not waiting: {', '.join(missing)}. Run `systemctl enable --now` for each."
        return warning(NAME, advice)
    return well(NAME)


def timer_files() -> Iterable[Path]:
    return (Path(settings.BASE_DIR) / "deploy" / "systemd").glob("*.timer")
