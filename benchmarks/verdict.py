"""The figures of a run as a table, and what of them is not as it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .client import Truncated
from .samples import HEADING, Sample, percentile
from .troubles import Trouble
from .witness import Met

# How long after a trouble is over somebody may still meet it.
AFTERMATH_SECONDS = 10.0
SLOWEST_P99_MS = 1_000.0
MEMORY_MAY_GROW = 1.10
# Caches fill in the first minutes; a process that is younger says nothing yet.
WARM_SECONDS = 120.0
COLD_SECONDS = 15.0


@dataclass(slots=True)
class Report:
    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def say(self, line: str = "") -> None:
        self.lines.append(line)

    def must(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.faults.append(sentence)

    def text(self) -> str:
        end = [f"NOT as it must be: {fault}" for fault in self.faults] or ["As it must be."]
        return "\n".join([*self.lines, "", *end, ""])


def judge_requests(
    report: Report, met: Sequence[Met], troubles: Sequence[Trouble], began: float
) -> None:
    """While all was well no error and no long wait; in trouble only clear ones, and not for long."""
    by_trouble: dict[str, list[Met]] = {trouble.name: [] for trouble in troubles}
    calm: list[Met] = []
    for one in met:
        trouble = _trouble_of(one, troubles)
        (by_trouble[trouble.name] if trouble else calm).append(one)
    _calm(report, calm, began)
    if troubles:
        report.say()
        report.say(
            f"{'in trouble':<36}{'asked':>7}{'errors':>8}{'last after':>12}{'ready after':>13}"
        )
    for trouble in troubles:
        _in_trouble(report, trouble, by_trouble[trouble.name])


def _trouble_of(one: Met, troubles: Sequence[Trouble]) -> Trouble | None:
    # Of two the later one.
    for trouble in reversed(troubles):
        if one.at + one.seconds >= trouble.began and one.at <= trouble.ended + AFTERMATH_SECONDS:
            return trouble
    return None


def _calm(report: Report, calm: Sequence[Met], began: float) -> None:
    report.say(
        f"{'while all was well':<42}{'count':>8}{'p50':>10}{'p99':>10}{'worst':>10}{'errors':>8}"
    )
    names = Counter(one.what for one in calm)
    for name, count in [*names.most_common(), ("all", len(calm))]:
        rows = [one for one in calm if name in (one.what, "all")]
        seconds = [one.seconds for one in rows]
        report.say(
            f"{name:<42}{count:>8}{percentile(seconds, 0.5):>7.0f} ms{percentile(seconds, 0.99):>7.0f} ms"
            f"{max(seconds, default=0) * 1000:>7.0f} ms{sum(bool(one.wrong) for one in rows):>8}"
        )
    errors = [one for one in calm if one.wrong]
    _list(report, errors)
    # The first ones find empty caches; they are in the table, and their errors count.
    p99 = percentile((one.seconds for one in calm if one.at > began + COLD_SECONDS), 0.99)
    report.must(not errors, f"{len(errors)} errors while all was well")
    report.must(0 < p99 < SLOWEST_P99_MS, f"one in a hundred took longer than {p99:.0f} ms")


def _in_trouble(report: Report, trouble: Trouble, met: Sequence[Met]) -> None:
    errors = [one for one in met if one.wrong]
    last = max((one.at + one.seconds for one in errors), default=trouble.began) - trouble.began
    ready = trouble.ready_at - trouble.began
    report.say(f"{trouble.name:<36}{len(met):>7}{len(errors):>8}{last:>10.1f} s{ready:>11.1f} s")
    _list(report, errors)
    unclear = sum(
        not one.is_clear and not (trouble.cuts_off and one.wrong.startswith(Truncated.__name__))
        for one in errors
    )
    report.must(not unclear, f"{trouble.name}: {unclear} errors that are not clear")
    report.must(ready < float("inf"), f"{trouble.name}: the site did not come back by itself")


def _list(report: Report, errors: Sequence[Met], most: int = 6) -> None:
    kinds = Counter((one.wrong, one.is_clear, one.what, one.excerpt) for one in errors)
    for (wrong, is_clear, what, excerpt), count in kinds.most_common(most):
        mark = "" if is_clear else "  NOT CLEAR"
        report.say(f"    {count} x {what}: {wrong}{mark} {excerpt}".rstrip())


def judge_memory(report: Report, samples: Sequence[Sample], began: float) -> None:
    """Each process that lived long enough: after its first minutes, in the middle, at the end."""
    report.say()
    report.say(f"{'memory (MB)':<24}{'begin':>8}{'middle':>8}{'end':>8}")
    last = samples[-1]
    for pid, (what, size) in last.memory.items():
        lived = [one for one in samples if pid in one.memory]
        warm = [one for one in lived if one.at >= lived[0].at + WARM_SECONDS] or lived
        first, middle = warm[0].memory[pid][1], warm[len(warm) // 2].memory[pid][1]
        report.say(f"{what:<24}{first:>8.0f}{middle:>8.0f}{size:>8.0f}")
        if warm is not lived and last.at - warm[0].at > 5 * WARM_SECONDS:
            report.must(
                size <= first * MEMORY_MAY_GROW, f"{what} grew from {first:.0f} to {size:.0f} MB"
            )
    warm = [one for one in samples if one.at >= began + WARM_SECONDS] or list(samples)
    report.say(
        f"{'webs and workers':<24}{warm[0].total:>8.0f}{warm[len(warm) // 2].total:>8.0f}"
        f"{last.total:>8.0f}"
    )


def tell_samples(report: Report, samples: Sequence[Sample], began: float) -> None:
    """At most thirty rows, however long it ran."""
    report.say()
    report.say(HEADING)
    for sample in samples[:: max(1, len(samples) // 30)]:
        report.say(sample.row(began))


def tell_costs(
    report: Report, *, requests: int, orders: int, site_seconds: float, grown_bytes: int
) -> None:
    """What one order costs with everything around it, for the arithmetic of docs/scaling.md."""
    if not orders:
        return
    report.say()
    report.say("for each order, with everything that people and staff do around it:")
    report.say(f"    {requests / orders:.0f} requests")
    report.say(f"    {site_seconds / orders * 1000:.0f} ms of processor time, without the clients")
    report.say(f"    {grown_bytes / orders / 1024:.0f} KB more in the database, indexes included")
