"""What may happen to a server while people order. Nobody mends anything: systemd's part is `Estate`'s."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from .estate import Estate
from .samples import children_of

AWAY_SECONDS = 10.0
# Long enough that the room that files have in themselves is used up.
FULL_SECONDS = 30.0
READY_SECONDS = 60.0


@dataclass(slots=True)
class Trouble:
    """`happen` comes back when the cause is gone; what follows has to come right by itself."""

    name: str
    happen: Callable[[], None]
    # Whoever was just being sent an answer gets half of it.
    cuts_off: bool = False
    began: float = float("inf")
    ended: float = float("-inf")
    # When the site said again that people can order.
    ready_at: float = float("inf")


def all_troubles(estate: Estate) -> list[Trouble]:
    site = estate.site
    words = {"var": "the site's disk is full", "database": "PostgreSQL's disk is full"}
    full = [
        Trouble(f"{words[name]} for {FULL_SECONDS:.0f} s", _full(estate, name))
        for name in estate.disks
    ]
    return [
        *full,
        Trouble("PostgreSQL is restarted", estate.postgres.stop),
        Trouble("Redis is killed, back after 10 s", lambda: _redis_away(estate)),
        Trouble("a worker is killed", lambda: _kill(site.workers[0].pid)),
        Trouble(
            "a process of a web is killed",
            lambda: _kill(children_of(site.webs[0].pid)[0]),
            cuts_off=True,
        ),
        Trouble("a whole web is killed", lambda: _kill_group(site.webs[1].pid), cuts_off=True),
        Trouble("PostgreSQL is away for 10 s", lambda: _postgres_away(estate)),
    ]


def make(trouble: Trouble, estate: Estate) -> None:
    """Let it happen, and wait until the site is well; at most a minute."""
    trouble.began = time.monotonic()
    trouble.happen()
    trouble.ended = time.monotonic()
    with contextlib.suppress(AssertionError):
        estate.site.wait_ready(READY_SECONDS)
        trouble.ready_at = time.monotonic()


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def _kill_group(pid: int) -> None:
    """As systemd does when the main process is gone: nothing of the service stays."""
    os.killpg(pid, signal.SIGKILL)


def _redis_away(estate: Estate) -> None:
    estate.away.add("redis")
    estate.redis.kill()
    time.sleep(AWAY_SECONDS)
    estate.away.discard("redis")


def _postgres_away(estate: Estate) -> None:
    estate.away.add("postgres")
    estate.postgres.stop()
    time.sleep(AWAY_SECONDS)
    estate.away.discard("postgres")


def _full(estate: Estate, name: str) -> Callable[[], None]:
    def happen() -> None:
        disk = estate.disks[name]
        try:
            ends_at = time.monotonic() + FULL_SECONDS
            while time.monotonic() < ends_at:
                # Whatever is freed meanwhile is taken at once.
                disk.fill()
                time.sleep(0.5)
        finally:
            disk.make_room()

    return happen
