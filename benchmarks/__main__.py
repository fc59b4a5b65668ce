"""`make bench`: requests per second of the seeded site on PostgreSQL, beside a bare Django view.

Everything runs on this machine and on 127.0.0.1: PostgreSQL, two web processes, the worker and
the load itself share its cores. Bounded by --seconds for each figure.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.harness.postgres import running_postgres

from .client import Visitor
from .load import HEADING, Task, measure
from .scenes import Meal, add_to_cart, log_in, look_at, look_at_signed_in, order

ROOT = Path(__file__).resolve().parent.parent
CUSTOMER = "customer@demo.dusangire.rw"
DISH = "isombe-ubugali"
# Plenty of room, so that the bench measures the software and not the size of the kitchen.
PLENTY = """
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Bed, OpeningHours, Slot
import datetime as dt
Slot.objects.update(capacity=1_000_000)
MenuItem.objects.update(daily_portions=None)
OpeningHours.objects.all().delete()
OpeningHours.objects.bulk_create(
    OpeningHours(weekday=day, opens_at=dt.time(0), closes_at=dt.time(0)) for day in range(7)
)
MenuItem.objects.filter(code="mashed-potatoes").update(price=2500)
print(Bed.objects.order_by("pk").first().code)
"""


@contextlib.contextmanager
def running(command: list[str], env: dict[str, str], url: str, wait: float) -> Iterator[int]:
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _await(url, process, wait)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _await(url: str, process: subprocess.Popen[bytes], wait: float) -> None:
    end = time.monotonic() + wait
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"The server stopped with code {process.returncode}.")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"Nothing answered at {url}.")


def _manage(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=env, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


async def _warm(port: int, path: str) -> None:
    visitor = Visitor(port)
    for _ in range(8):
        await visitor.get(path)
    await visitor.close()


class Bench:
    """Measures a scene and, in the same breath, the bare view: both see the same machine."""

    def __init__(self, site: int, bare: int, seconds: float, only: str) -> None:
        self.site = site
        self.bare = bare
        self.seconds = seconds
        self.only = only

    async def measure(
        self, name: str, task: Task, *, visitors: list[Visitor] | None = None, beside: bool = True
    ) -> None:
        if self.only not in name:
            return
        for connections in (1, 8, 32):
            bare_rate = None
            if beside:
                bare = await measure(
                    "bare", look_at("/bare/"), self._bare_visitor,
                    connections=connections, seconds=self.seconds,
                )  # fmt: skip
                bare_rate = bare.rate
            pool = iter(visitors or ())

            def visitor(pool: Iterator[Visitor] = pool) -> Visitor:
                return next(pool, None) or Visitor(self.site)

            figures = await measure(
                name, task, visitor, connections=connections, seconds=self.seconds
            )
            print(figures.row(bare_rate), flush=True)

    async def measure_bare(self) -> None:
        await _warm(self.bare, "/bare/")
        for connections in (1, 8, 32):
            figures = await measure(
                "bare Django view, 20 KB", look_at("/bare/"), self._bare_visitor,
                connections=connections, seconds=self.seconds,
            )  # fmt: skip
            print(figures.row(), flush=True)

    def _bare_visitor(self) -> Visitor:
        return Visitor(self.bare)


async def bench(site: int, bare: int, bed: str, password: str, seconds: float, only: str) -> None:
    print(HEADING)
    run = Bench(site, bare, seconds, only)
    await run.measure_bare()
    pages = {"home": "/", "menu": "/menu/", "dish": f"/menu/lunch/{DISH}/"}
    for name, path in pages.items():
        await _warm(site, path)
        await run.measure(f"{name}, anonymous", look_at(path))
    customer = Visitor(site)
    # One log-in, thirty-two windows: the limits on log-ins hold for benches too.
    await log_in(customer, CUSTOMER, password)
    await customer.close()
    signed_in = [Visitor(site, cookies=dict(customer.cookies)) for _ in range(32)]
    for name, path in pages.items():
        await run.measure(f"{name}, signed in", look_at_signed_in(path), visitors=signed_in)
    await run.measure("add to cart", add_to_cart("mashed-potatoes"))
    meal = Meal("mashed-potatoes", bed)
    await run.measure("whole checkout, known guest", order(meal, again=True), beside=False)
    await run.measure("whole checkout, new guest", order(meal), beside=False)


def _memory_of(pid: int) -> None:
    """Resident memory of the server and all its children, in MB."""
    listing = subprocess.run(
        ["ps", "-eo", "pid,ppid,rss,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[1:]
    rows = [line.split(None, 3) for line in listing]
    for own, parent, rss, _args in rows:
        if str(pid) in (own, parent):
            kind = "main process" if own == str(pid) else "child (web or worker)"
            print(f"{kind:<34}{int(rss) / 1024:>8.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each figure, at most 60")
    parser.add_argument("--only", default="", help="rows whose name holds this, such as checkout")
    parser.add_argument("--port", type=int, default=8190)
    options = parser.parse_args()
    seconds = min(options.seconds, 60.0)
    with tempfile.TemporaryDirectory(prefix="dusangire-bench-") as var, running_postgres() as url:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "site_core.settings.local",
            "DATABASE_URL": url,
            "DUSANGIRE_VAR_DIR": var,
            "SITE_BASE_URL": f"http://127.0.0.1:{options.port}",
        }
        print("Seeding ...", flush=True)
        _manage(env, "prepare")
        password = (Path(var) / "demo_password").read_text().strip()
        bed = _manage(env, "shell", "--no-imports", "-c", PLENTY)
        serve = [
            sys.executable,
            "manage.py",
            "serve",
            "--port",
            str(options.port),
            "--workers",
            "2",
        ]
        bare = [
            sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--workers", "2",
            "--bind", f"127.0.0.1:{options.port + 1}", "benchmarks.bare:application",
        ]  # fmt: skip
        site_url = f"http://127.0.0.1:{options.port}/healthz"
        bare_url = f"http://127.0.0.1:{options.port + 1}/bare/"
        with running(bare, env, bare_url, 30), running(serve, env, site_url, 180) as pid:
            asyncio.run(bench(options.port, options.port + 1, bed, password, seconds, options.only))
            _memory_of(pid)


if __name__ == "__main__":
    main()
