"""Every ten seconds: how many requests, how quick, how busy the cores, and the memory of each process."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .estate import Estate
from .witness import Met, Witness

EVERY_SECONDS = 10.0


def percentile(seconds: Iterable[float], share: float) -> float:
    """Milliseconds; 0 of nothing."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


@dataclass(frozen=True, slots=True)
class Sample:
    at: float
    rate: float
    p50: float
    p99: float
    errors: int
    # Of all cores of the machine, with the load itself.
    busy: float
    # Resident megabytes by process id, with what each is.
    memory: dict[int, tuple[str, float]]

    @property
    def total(self) -> float:
        """Of webs and workers."""
        return sum(
            size for what, size in self.memory.values() if what.startswith(("web", "worker"))
        )

    def row(self, began: float) -> str:
        return (
            f"{self.at - began:>7.0f} s{self.rate:>8.1f}/s{self.p50:>8.0f} ms{self.p99:>8.0f} ms"
            f"{self.errors:>8}{self.busy:>8.0%}{self.total:>8.0f} MB"
        )


HEADING = (
    f"{'':>9}{'rate':>10}{'p50':>11}{'p99':>11}{'errors':>8}{'cores':>8}{'webs + workers':>18}"
)


class Sampler:
    def __init__(self, estate: Estate, witness: Witness) -> None:
        self.samples: list[Sample] = []
        self._estate = estate
        self._witness = witness
        self._seen = 0
        self._at = time.monotonic()
        self._ticks = _ticks()

        self._first_ticks = self._ticks
        self._first_own = time.process_time()

    def site_seconds(self) -> float:
        """Processor time of all but this process, since the beginning."""
        idle, every = (now - first for now, first in zip(_ticks(), self._first_ticks, strict=True))
        own = time.process_time() - self._first_own
        return (every - idle) / os.sysconf("SC_CLK_TCK") - own

    def take(self) -> Sample:
        now, ticks = time.monotonic(), _ticks()
        met: Sequence[Met] = self._witness.met[self._seen :]
        self._seen += len(met)
        seconds = [one.seconds for one in met if one.seconds]
        idle, every = ticks[0] - self._ticks[0], ticks[1] - self._ticks[1]
        sample = Sample(
            at=now,
            rate=len(seconds) / max(now - self._at, 0.001),
            p50=percentile(seconds, 0.5),
            p99=percentile(seconds, 0.99),
            errors=sum(bool(one.wrong) for one in met),
            busy=1 - idle / max(every, 1),
            memory=_memory(self._estate),
        )
        self._at, self._ticks = now, ticks
        self.samples.append(sample)
        return sample


def _ticks() -> tuple[int, int]:
    """Idle and all ticks of the machine since it started."""
    figures = [int(part) for part in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return figures[3] + figures[4], sum(figures)


def _memory(estate: Estate) -> dict[int, tuple[str, float]]:
    found: dict[int, tuple[str, float]] = {}
    for number, web in enumerate(list(estate.site.webs), start=1):
        _add(found, web.pid, f"web {number}, main")
        for child in children_of(web.pid):
            _add(found, child, f"web {number}")
    for number, worker in enumerate(list(estate.site.workers), start=1):
        _add(found, worker.pid, f"worker {number}")
    _add(found, estate.redis.pid, "Redis")
    return found


def children_of(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    return []


def _add(found: dict[int, tuple[str, float]], pid: int, what: str) -> None:
    with contextlib.suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        found[pid] = (what, pages * os.sysconf("SC_PAGE_SIZE") / 1024**2)
