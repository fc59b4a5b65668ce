"""Throws away what every app says that nobody needs. One that fails does not keep the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from site_core.base.cleaning import Sweep, all_sweeps
from site_core.base.errors import DomainError

logger = logging.getLogger(__name__)


class NoSuchSweep(DomainError):
    """Nothing was removed: a name that no app knows."""


class SweepFailed(DomainError):
    """What could be removed was; the log says why the rest was not."""


@dataclass(frozen=True, slots=True)
class Swept:
    sweep: Sweep
    # How many went, or would go.
    count: int
    is_failed: bool = False


def chosen(names: list[str]) -> list[Sweep]:
    """The named sweeps, or all. Raises NoSuchSweep."""
    known = {sweep.name: sweep for sweep in all_sweeps()}
    if unknown := [name for name in names if name not in known]:
        raise NoSuchSweep(f"No app knows {', '.join(unknown)}. There are: {', '.join(known)}.")
    return [known[name] for name in names] if names else list(known.values())


def sweep_out(
    sweeps: list[Sweep],
    *,
    now: datetime,
    is_dry: bool = False,
    progress: Callable[[Sweep, int], object] = lambda sweep, count: None,
) -> list[Swept]:
    """Remove, or only count, what each finds. `progress` hears after each batch how many went."""
    return [_one(sweep, now, is_dry, progress) for sweep in sweeps]


def clean_up(now: datetime) -> None:
    """All sweeps, for the clock. Raises SweepFailed once all were tried."""
    failed = [swept.sweep.name for swept in sweep_out(all_sweeps(), now=now) if swept.is_failed]
    if failed:
        raise SweepFailed(f"Failed: {', '.join(failed)}.")


def _one(
    sweep: Sweep, now: datetime, is_dry: bool, progress: Callable[[Sweep, int], object]
) -> Swept:
    count = 0
    try:
        leftovers = sweep.find(now)
        if is_dry:
            return Swept(sweep, leftovers.count())
        for gone in leftovers.remove():
            count += gone
            progress(sweep, count)
    except Exception:
        logger.exception("%s could not be swept out.", sweep.name)
        return Swept(sweep, count, is_failed=True)
    return Swept(sweep, count)
