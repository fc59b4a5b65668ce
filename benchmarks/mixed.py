"""Mixed load on the production set-up, with trouble in between: two webs, two workers, one
PostgreSQL, one Redis, nginx and TLS, all on this machine's loopback.

    python -m benchmarks.mixed --minutes 30             everything that can go wrong, in turn
    python -m benchmarks.mixed --minutes 2 --calm       only the load

Ends with 1 when a request failed while all was well, when one in a hundred took longer than a
second then, when an order that a visitor was told of is not there, or when memory grew.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import ssl
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from deploy.prod_local import ProdLocal, running_redis
from tests.harness.postgres import running_postgres

from .__main__ import DISH, PLENTY
from .client import Visitor
from .scenes import Meal, add_to_cart, look_at, order
from .troubles import Trouble, kill_worker, lose_redis, restart_postgres, restart_web

# How long after a trouble is over somebody may still meet it.
AFTERMATH_SECONDS = 10
SLOWEST_P99 = 1.0
MEMORY_MAY_GROW = 1.25
OPEN_DOORS = {
    f"{name}_{what}": value
    for name in ("LOG_IN", "ORDERING", "SENDING")
    for what, value in (("RATE", "10000r/s"), ("BURST", "10000"))
}


@dataclass(slots=True)
class Seen:
    """What visitors met: when it began, what it was, how long it took, what went wrong."""

    rows: list[tuple[float, str, float, str]] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)


async def visit(site: ProdLocal, tls: ssl.SSLContext, meal: Meal, until: float, seen: Seen) -> None:
    """One visitor: looks around most of the time, orders now and then, thinks in between."""
    pages = [look_at("/"), look_at("/menu/"), look_at(f"/menu/lunch/{DISH}/")]

    async def placed(visitor: Visitor) -> None:
        await order(meal, placed=seen.orders)(visitor)

    scenes: list[tuple[int, str, Callable[[Visitor], Awaitable[None]]]] = [
        *((20, "look at a page", page) for page in pages),
        (20, "what is mine here", look_at("/cart/here/")),
        (12, "add to the cart", add_to_cart(meal.item)),
        (8, "whole checkout", placed),
    ]
    weights = [weight for weight, _, _ in scenes]
    visitor = Visitor(site.https_port, tls=tls)
    while time.monotonic() < until:
        _weight, name, scene = random.choices(scenes, weights)[0]
        began = time.monotonic()
        wrong = ""
        try:
            await asyncio.wait_for(scene(visitor), 60)
        except (AssertionError, OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            wrong = f"{type(error).__name__} {error}"[:80].splitlines()[0]
            await visitor.close()
            visitor = Visitor(site.https_port, tls=tls)
        seen.rows.append((began, name, time.monotonic() - began, wrong))
        await asyncio.sleep(random.uniform(0.1, 0.5))
    await visitor.close()


async def make_trouble(troubles: list[Trouble], begins: float, seconds: float) -> None:
    """Each trouble in its turn, evenly over the time."""
    for number, trouble in enumerate(troubles, start=1):
        await asyncio.sleep(
            max(0.0, begins + seconds * number / (len(troubles) + 1) - time.monotonic())
        )
        trouble.began = time.monotonic()
        await asyncio.to_thread(trouble.happen)
        trouble.ended = time.monotonic()
        print(f"  {trouble.name}: {trouble.ended - trouble.began:.1f} s", flush=True)


def memory_of(site: ProdLocal) -> int:
    """Megabytes of all web processes and workers; what they share is counted once."""
    total = 0
    for parent in (*site.webs, *site.workers):
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        for pid in (str(parent.pid), *children):
            with contextlib.suppress(OSError):
                for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
    return total // 1024


async def load(
    site: ProdLocal, meal: Meal, troubles: list[Trouble], *, visitors: int, seconds: float
) -> tuple[Seen, int, int]:
    """Run it; what was seen, and the memory after a fifth of the time and at the end."""
    seen = Seen()
    tls = ssl.create_default_context(cafile=str(site.certificate))
    begins = time.monotonic()
    until = begins + seconds
    crowd = [asyncio.create_task(visit(site, tls, meal, until, seen)) for _ in range(visitors)]
    trouble = asyncio.create_task(make_trouble(troubles, begins, seconds))
    await asyncio.sleep(seconds / 5)
    early = memory_of(site)
    await asyncio.gather(*crowd)
    await trouble
    return seen, early, memory_of(site)


def judge(seen: Seen, troubles: list[Trouble], early: int, late: int, missing: list[str]) -> int:
    """Print the figures; how many things are not as they must be."""
    faults = 0

    def during(row: tuple[float, str, float, str]) -> Trouble | None:
        began, ended = row[0], row[0] + row[2]
        for trouble in troubles:
            if ended >= trouble.began and began <= trouble.ended + AFTERMATH_SECONDS:
                return trouble
        return None

    print(
        f"\n{'while all was well':<28}{'count':>8}{'p50':>10}{'p99':>10}{'worst':>10}{'errors':>8}"
    )
    calm = [row for row in seen.rows if during(row) is None]
    for name in [*sorted({row[1] for row in calm}), "all"]:
        rows = [row for row in calm if name in (row[1], "all")]
        times = sorted(row[2] * 1000 for row in rows)
        errors = sum(bool(row[3]) for row in rows)
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        print(
            f"{name:<28}{len(rows):>8}{times[len(times) // 2]:>7.0f} ms{p99:>7.0f} ms"
            f"{times[-1]:>7.0f} ms{errors:>8}"
        )
        # A whole checkout is five requests; the limit is for one.
        if name != "whole checkout" and name != "all" and p99 > SLOWEST_P99 * 1000:
            faults += 1
        faults += errors if name == "all" else 0
    for what, count in Counter(row[3] for row in calm if row[3]).most_common(5):
        print(f"  {count} x {what}")
    for trouble in troubles:
        rows = [row for row in seen.rows if during(row) is trouble]
        wrong = [row for row in rows if row[3]]
        last = max((row[0] + row[2] for row in wrong), default=trouble.began)
        print(
            f"{trouble.name:<28}{len(rows):>8} asked meanwhile, {len(wrong)} errors, "
            f"the last {last - trouble.began:.1f} s after it began"
        )
        for what, count in Counter(row[3] for row in wrong).most_common(3):
            print(f"  {count} x {what}")
    print(f"orders told to visitors: {len(seen.orders)}, missing: {len(missing)}")
    print(f"memory of webs and workers: {early} MB after a fifth, {late} MB at the end")
    return faults + len(missing) + (late > early * MEMORY_MAY_GROW)


def _size(database_url: str) -> int:
    with (
        contextlib.closing(psycopg2.connect(database_url)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def main() -> int:
    parser = argparse.ArgumentParser(description="Mixed load on the production set-up.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--visitors", type=int, default=12)
    parser.add_argument("--calm", action="store_true", help="no trouble in between")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dusangire-mixed-")))
        folder.chmod(0o755)
        redis_url, redis = stack.enter_context(running_redis(folder))
        database_url = stack.enter_context(running_postgres())
        site = ProdLocal(
            folder,
            database_url=database_url,
            redis_url=redis_url,
            several_machines=True,
            webs=2,
            workers=2,
            nginx=OPEN_DOORS,
        )
        stack.callback(site.stop)
        print("Preparing ...", flush=True)
        site.start()
        meal = Meal("mashed-potatoes", site.shell(PLENTY).splitlines()[-1])
        troubles = (
            []
            if options.calm
            else [
                restart_web(site),
                restart_postgres(database_url, stack),
                lose_redis(redis, stack),
                kill_worker(site),
            ]
        )
        size = _size(database_url)
        print(f"{options.visitors} visitors for {options.minutes:g} minutes", flush=True)
        seen, early, late = asyncio.run(
            load(site, meal, troubles, visitors=options.visitors, seconds=options.minutes * 60)
        )
        site.wait_ready()
        known = set(
            site.shell(
                "from ordering.orders.models import Order\n"
                "print(' '.join(Order.objects.values_list('code', flat=True)))"
            ).split()
        )
        missing = [code for code in seen.orders if code not in known]
        if seen.orders:
            grown = (_size(database_url) - size) / len(seen.orders)
            print(f"the database grew by {grown / 1024:.0f} KB for each order")
        faults = judge(seen, troubles, early, late, missing)
        print("As it must be." if not faults else f"{faults} not as it must be.")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
