"""The worker as a real process: killed, hanging, left alone. Nothing of it may stay behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from site_core.operations.processes import end, fork


def test_a_child_is_ended_even_if_it_does_not_listen() -> None:
    def deaf() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)

    child = fork(deaf)
    started = time.monotonic()
    end(child, patience=0.3)

    assert time.monotonic() - started < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)


def test_the_worker_beside_a_server_comes_back_and_leaves_with_it(tmp_path: Path) -> None:
    """In processes of their own: a keeper, and a worker that is killed and started again."""
    server = _start(tmp_path, SERVER)
    assert server.stdout is not None
    try:
        first = int(server.stdout.readline())
        os.kill(first, signal.SIGKILL)
        second = int(server.stdout.readline())
        assert second != first
    finally:
        server.kill()
    server.wait()

    deadline = time.monotonic() + 20
    while _lives(second) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _lives(second)


def _lives(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return False
    return stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_job_that_hangs_does_not_keep_the_worker_from_ending(tmp_path: Path) -> None:
    worker = _start(tmp_path, HANGING)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "at work\n"

    told = time.monotonic()
    worker.terminate()
    worker.terminate()

    assert worker.wait(20) == 0
    assert time.monotonic() - told < 3


def _start(folder: Path, program: str) -> subprocess.Popen[str]:
    script = folder / "program.py"
    script.write_text(PREAMBLE + program)
    return subprocess.Popen(
        [sys.executable, str(script)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "site_core.settings.test"},
        stdout=subprocess.PIPE,
        text=True,
    )


PREAMBLE = """
import os, sys, time
sys.path.insert(0, os.getcwd())
import django
django.setup()
from site_core.operations import processes
"""

SERVER = """
def work():
    parent = os.getppid()
    print(os.getpid(), flush=True)
    while os.getppid() == parent:
        time.sleep(0.1)

processes.FIRST_PAUSE_SECONDS = 0.1
processes.KeptProcess("worker", work).start()
time.sleep(120)
"""

HANGING = """
from site_core.operations.worker import Worker

def hang():
    print("at work", flush=True)
    time.sleep(60)

worker = Worker([])
worker.tick = hang
processes.run_until_stopped(worker)
"""
