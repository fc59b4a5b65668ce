"""Processes that get SIGKILL in the middle of money, and are started again.

A deed runs in a process of its own, forked from this one, with its own connections: a web request
through the whole stack, or a turn of the worker. It dies at a chosen step (before or after any
statement, commit or call to a provider), or whenever the clock says.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import requests
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST_SECONDS = 60
Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended; `steps` and `seconds` are of one that came to its end by itself."""

    was_killed: bool
    steps: int = 0
    seconds: float = 0.0


def run(deed: Deed, *, at_step: int = 0, after: float = 0.0) -> End:
    """Do it in another process, killed at a step or after some seconds where one is given."""
    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        # Nothing of the tests' own tidying up may run here.
        os.close(reading)
        os._exit(_child(deed, at_step, writing))
    os.close(writing)
    started = time.monotonic()
    if after:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    told = os.read(reading, 4)
    os.close(reading)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL, f"ended by signal {os.WTERMSIG(status)}"
        return End(was_killed=True)
    assert os.WEXITSTATUS(status) == 0, "the deed failed; its error is above"
    return End(False, struct.unpack("i", told)[0], time.monotonic() - started)


def rehearse(deed: Deed) -> End:
    """Do it here, to learn how long it is; what it loads is there for those that are forked."""
    started = time.monotonic()
    with _counted(0) as count:
        deed()
    return End(False, count(), time.monotonic() - started)


def _child(deed: Deed, at_step: int, writing: int) -> int:
    signal.alarm(LONGEST_SECONDS)
    try:
        with _counted(at_step) as count:
            deed()
        os.write(writing, struct.pack("i", count()))
    except BaseException:
        import traceback

        traceback.print_exc()
        return 1
    return 0


@contextlib.contextmanager
def _counted(at_step: int) -> Iterator[Callable[[], int]]:
    """Count the moments at which the world may differ, and die at one of them."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == at_step:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            step()
            result = function(*args, **kwargs)
            step()
            return result

        return counted

    def statement(execute: Callable[..., Any], *args: Any) -> Any:
        return around(execute)(*args)

    with (
        mock.patch.object(BaseDatabaseWrapper, "_commit", around(BaseDatabaseWrapper._commit)),
        mock.patch.object(requests, "request", around(requests.request)),
        connection.execute_wrapper(statement),
    ):
        yield lambda: steps
