"""Processes beside the one at hand: started, ended, and the worker started again when it dies."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

from django.core.management.base import CommandError
from django.db import connections

from site_core.base.errors import DomainError
from site_core.base.schedule import all_jobs
from site_core.operations.worker import Worker

logger = logging.getLogger(__name__)

# A job gets this long to end by itself once the worker is told to stop.
GRACE_SECONDS = 1.5
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
# A worker that lived this long was healthy: the next pause is a short one again.
HEALTHY_AFTER_SECONDS = 60.0
POLL_SECONDS = 0.5
END_SECONDS = 5.0


class Interrupted(BaseException):
    """The grace is over: like a power cut for the job at hand, whose transaction rolls back."""


def run_until_stopped(worker: Worker, *, max_seconds: float | None = None) -> None:
    """Run the worker's loop; SIGTERM and Ctrl-C end it within two seconds."""

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        if not worker.stopping.is_set():
            worker.stop()
            signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise Interrupted

    signal.signal(signal.SIGALRM, interrupt)
    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    try:
        worker.run(max_seconds=max_seconds)
    except Interrupted:
        return
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class KeptProcess:
    """Work beside a server, in a process of its own that is started again when it dies.

    Two processes: a keeper that only waits, and the one under it that runs `work`. Both end when
    the one that started them ends, however that happens, so nothing is left behind.
    """

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self._name = name
        self._work = work
        self._keeper: int | None = None

    def start(self) -> None:
        self._keeper = fork(partial(_keep, os.getpid(), self._name, self._work))

    def stop(self) -> None:
        """End both and wait for it. Safe to repeat, and after they have gone by themselves."""
        if self._keeper is not None:
            end(self._keeper)
            self._keeper = None


def background_worker() -> KeptProcess:
    return KeptProcess("background worker", work_until_orphaned)


def _keep(parent: int, name: str, work: Callable[[], object]) -> None:
    stopping = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    pause = FIRST_PAUSE_SECONDS
    while not stopping.is_set() and os.getppid() == parent:
        started = time.monotonic()
        child = fork(work)
        while not stopping.is_set() and os.getppid() == parent:
            if not _is_running(child):
                break
            stopping.wait(POLL_SECONDS)
        else:
            end(child)
            return
        if time.monotonic() - started > HEALTHY_AFTER_SECONDS:
            pause = FIRST_PAUSE_SECONDS
        logger.error("The %s died; it starts again in %.0f s.", name, pause)
        stopping.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def work_until_orphaned() -> None:
    """The worker's loop, in a child: it ends with the process that started it."""
    parent = os.getppid()
    run_until_stopped(Worker(all_jobs(), is_wanted=lambda: os.getppid() == parent))


def fork(function: Callable[[], object]) -> int:
    """Run `function` in a child that never comes back here; its process id.

    The child's exit code is 0 when the function returned. A named refusal is said in one line.
    """
    # An open connection must not be shared by two processes, nor a line half written.
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        function()
        code = 0
    except (KeyboardInterrupt, SystemExit):
        code = 130
    except (DomainError, CommandError) as error:
        sys.stderr.write(f"{error}\n")
    except BaseException:
        logger.exception("Process %s could not go on.", os.getpid())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _is_running(child: int) -> bool:
    """Whether the child lives; one that has ended is laid to rest."""
    try:
        return os.waitpid(child, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False


def end(child: int, *, patience: float = END_SECONDS) -> None:
    """Ask a child to end until it has, and end it by force when it does not listen."""
    deadline = time.monotonic() + patience
    while _is_running(child):
        # Asked more than once: a process that has just been forked may not listen yet.
        os.kill(child, signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
        time.sleep(POLL_SECONDS / 5)
