"""What a web process counts while it answers.

With settings.METRICS_DIR the processes of a machine count side by side in files, and any of them
can tell the sum. A file belongs to a slot, not to a process: whoever takes the place of a process
that ended counts on in its file, so there are never more files than processes at one time.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

logger = logging.getLogger(__name__)

MOST_SLOTS = 1_000
# No slot is below zero.
NOBODY = -1
# Taken on the disk at once: a mapped file that grows on a full disk kills its process.
RESERVED_BYTES = 256 * 1024
KINDS = ("counter", "histogram")


class Slots:
    """The lowest number that no living process of this folder holds; the kernel frees it at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pid = 0
        self._number = 0
        self._held: IO[bytes] | None = None
        self._was_asked = False

    def number(self) -> int:
        """Cheap: asked at every count. A forked child takes a slot of its own.

        The library asks once before anything is counted: whoever only forks others takes none.
        Raises OSError where there is no room.
        """
        if not self._was_asked:
            self._was_asked = True
            return NOBODY
        if self._pid != os.getpid():
            self._take()
        return self._number

    def _take(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(MOST_SLOTS):
            lock = (self._folder / f"{number}.slot").open("ab")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.close()
                continue
            try:
                self._reserve(number)
            except OSError:
                lock.close()
                raise
            self._pid, self._number, self._held = os.getpid(), number, lock
            return
        raise OSError(f"All {MOST_SLOTS} slots in {self._folder} are taken.")

    def _reserve(self, number: int) -> None:
        if not hasattr(os, "posix_fallocate"):
            return
        for kind in KINDS:
            with (self._folder / f"{kind}_{number}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, RESERVED_BYTES)


_said: set[int] = set()


@contextmanager
def counting() -> Iterator[None]:
    """Around every count of a request: without room for figures people are served all the same."""
    try:
        yield
    except OSError as error:
        if os.getpid() not in _said:
            _said.add(os.getpid())
            logger.error("Requests are not counted: %s.", error.strerror or error)


def share_counts(folder: Path) -> None:
    """Count in files of `folder` from now on. To be called before any metric is made."""
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))
    values.ValueClass = values.MultiProcessValue(Slots(folder).number)


if settings.METRICS_DIR:
    share_counts(settings.METRICS_DIR)

registry = CollectorRegistry()

REQUESTS = Counter(
    "dusangire_requests",
    "Requests answered, by part of the site, method and class of status.",
    ["area", "method", "status"],
    registry=registry,
)
SECONDS = Histogram(
    "dusangire_request_seconds",
    "Seconds from the first middleware to the answer.",
    ["area"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=registry,
)
QUERIES = Histogram(
    "dusangire_request_queries",
    "Database queries of a request that reached a view.",
    ["area"],
    buckets=(0, 2, 5, 10, 20, 40, 80, 160),
    registry=registry,
)
SLOW_QUERIES = Counter(
    "dusangire_slow_queries",
    "Queries that took longer than SLOW_QUERY_MS.",
    ["area"],
    registry=registry,
)
ERRORS = Counter(
    "dusangire_errors",
    "Exceptions that no view caught.",
    ["area"],
    registry=registry,
)


class Counted:
    """The sum of all processes of this machine, or of this one alone."""

    def collect(self) -> Iterator[Metric]:
        if settings.METRICS_DIR is None:
            yield from registry.collect()
            return
        yield from MultiProcessCollector(CollectorRegistry(), str(settings.METRICS_DIR)).collect()
