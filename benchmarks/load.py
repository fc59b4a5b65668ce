"""Closed-loop load: so many visitors, each doing one thing after the other, for so many seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .client import Visitor

Task = Callable[[Visitor], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Rate per second; latencies in milliseconds; errors counted."""

    name: str
    connections: int
    rate: float
    p50: float
    p99: float
    errors: int

    def row(self, bare_rate: float | None = None) -> str:
        share = f"{self.rate / bare_rate:6.2f}" if bare_rate else "      "
        return (
            f"{self.name:<34}{self.connections:>5}{self.rate:>10.0f}/s"
            f"{self.p50:>9.1f} ms{self.p99:>9.1f} ms{share:>9}{self.errors:>8}"
        )


HEADING = f"{'':<34}{'conn':>5}{'rate':>12}{'p50':>12}{'p99':>12}{'of bare':>9}{'errors':>8}"


async def measure(
    name: str, task: Task, make_visitor: Callable[[], Visitor], *, connections: int, seconds: float
) -> Figures:
    """Run `task` in a loop on every connection; bounded by `seconds`."""
    times: list[float] = []
    errors = 0
    end = time.perf_counter() + seconds

    async def visit() -> None:
        nonlocal errors
        visitor = make_visitor()
        try:
            while time.perf_counter() < end:
                start = time.perf_counter()
                try:
                    await task(visitor)
                except (AssertionError, OSError, asyncio.IncompleteReadError):
                    errors += 1
                    await visitor.close()
                    continue
                times.append(time.perf_counter() - start)
        finally:
            await visitor.close()

    start = time.perf_counter()
    await asyncio.gather(*(visit() for _ in range(connections)))
    elapsed = time.perf_counter() - start
    ordered = sorted(times) or [0.0]
    return Figures(
        name=name,
        connections=connections,
        rate=len(times) / elapsed,
        p50=ordered[len(ordered) // 2] * 1000,
        p99=ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000,
        errors=errors,
    )
