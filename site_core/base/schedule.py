"""Which jobs the background worker runs, and how often. Knows no job and runs none itself.

An app puts its jobs into `jobs.py`; the worker finds them there:

    @every(minutes=1)
    def publish_scheduled(now: datetime) -> None: ...

Two workers may run: a job must be safe to repeat and to run beside itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.module_loading import autodiscover_modules

JobFunction = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    interval: timedelta
    run: JobFunction


_registry: dict[str, Job] = {}


def every(
    *, seconds: int = 0, minutes: int = 0, hours: int = 0, days: int = 0
) -> Callable[[JobFunction], JobFunction]:
    """Register a function to be called with the current time, again and again.

    Its name is that of the app and the function: `notifications.send_outbox`.
    """
    interval = timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days)
    if interval < timedelta(seconds=1):
        raise ValueError("A job needs an interval of at least a second.")

    def register(function: JobFunction) -> JobFunction:
        app = function.__module__.removesuffix(".jobs").rpartition(".")[2]
        name = f"{app}.{function.__name__}"
        known = _registry.get(name)
        if known and known.run.__module__ != function.__module__:
            raise ValueError(f"Two jobs are called {name}.")
        _registry[name] = Job(name, interval, function)
        return function

    return register


def all_jobs() -> list[Job]:
    """Every registered job, by name. Imports the `jobs` module of each installed app."""
    autodiscover_modules("jobs")
    return [_registry[name] for name in sorted(_registry)]
