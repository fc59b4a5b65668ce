"""Mixed load on the production set-up, with everything in between that may happen to a server.

    python -m benchmarks.mixed --minutes 30 --troubles      the proof
    python -m benchmarks.mixed --minutes 3 --troubles       the same in short
    python -m benchmarks.mixed --minutes 2                  only the load

Two webs, two workers, one PostgreSQL, one Redis, nginx and TLS on loopback. Ends with 1 when a
request failed while all was well, when one in a hundred took longer than a second then, when an
error in trouble was not a clear one, when the site did not come back by itself, when anything that
somebody was told of is not there once and whole, or when memory grew. Ends by itself in any case.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import signal
import ssl
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType

import psycopg2

from deploy.prod_local import MissingProgram
from ordering.payments.sandbox import airtel, mtn
from tests.harness.postgres import NoPostgres

from . import people, staff
from .estate import Estate
from .people import DECLINING, House, keep_at
from .samples import EVERY_SECONDS, HEADING, Sampler
from .troubles import Trouble, all_troubles, make
from .verdict import Report, judge_memory, judge_requests, tell_costs, tell_samples

# A worker that was killed while it sent leaves a message that is taken up after ten minutes.
SETTLE_SECONDS = 11 * 60
# Preparing, settling and looking, on a slow machine.
MARGIN_SECONDS = 20 * 60


class TooLong(BaseException):
    """The hard limit is over: everything is ended."""


def crowd(house: House, until: float, size: float) -> list[asyncio.Task[None]]:
    """Everybody who comes, `size` times over; staff are there once."""

    def several(count: int) -> range:
        return range(max(1, round(count * size)))

    members = iter(house.sessions["member"] * max(1, round(size)))
    at_work = [
        *((staff.cook, key, (2.0, 3.0)) for key in house.sessions["cook"]),
        *((staff.deliver, key, (2.0, 4.0)) for key in house.sessions["courier"]),
        *((staff.manage, key, (2.0, 5.0)) for key in house.sessions["manager"]),
        *((people.look_after_own, next(members), (1.0, 4.0)) for _ in several(8)),
        *((people.read, "", (1.0, 4.0)) for _ in several(16)),
        *((people.order_with_cash, "", (1.0, 4.0)) for _ in several(5)),
        *((people.order_with_mobile_money, "", (1.0, 4.0)) for _ in several(5)),
        *((people.order_and_let_a_relative_pay, "", (1.0, 4.0)) for _ in several(2)),
    ]
    return [
        asyncio.create_task(keep_at(house, scene, until, session=session, pause=pause))
        for scene, session, pause in at_work
    ]


async def make_troubles(
    troubles: Sequence[Trouble], estate: Estate, begins: float, seconds: float
) -> None:
    """One after the other, evenly over the time, with calm before, between and after."""
    for number, trouble in enumerate(troubles, start=1):
        at = begins + seconds * number / (len(troubles) + 1)
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        print(f"  {trouble.name} ...", flush=True)
        await asyncio.to_thread(make, trouble, estate)


async def load(
    house: House,
    estate: Estate,
    sampler: Sampler,
    troubles: Sequence[Trouble],
    options: argparse.Namespace,
) -> float:
    """Run it; when it began."""
    for number in DECLINING:
        house.declining.put_nowait(number)
    seconds = options.minutes * 60
    begins = time.monotonic()
    running = [
        *crowd(house, begins + seconds, options.size),
        asyncio.create_task(make_troubles(troubles, estate, begins, seconds)),
    ]
    print(HEADING, flush=True)
    while any(not task.done() for task in running):
        await asyncio.sleep(EVERY_SECONDS)
        print(sampler.take().row(begins), flush=True)
    await asyncio.gather(*running)
    return begins


def settle(estate: Estate) -> float:
    """Let the worker finish what it has to; how many seconds that took."""
    began = time.monotonic()
    ask = "import json; from benchmarks.aftermath import unsettled; print(json.dumps(unsettled()))"
    while time.monotonic() < began + SETTLE_SECONDS:
        left = json.loads(estate.site.shell(ask).splitlines()[-1])
        if not any(left.values()):
            break
        time.sleep(2)
    return time.monotonic() - began


def received_by(estate: Estate) -> list[dict[str, object]]:
    """What both providers took, as they wrote it down."""
    found: list[dict[str, object]] = []
    for kind in (mtn.PAY, airtel.PAY):
        for entry in estate.sandbox.book.entries(kind):
            if entry.is_decided and not entry.outcome.failure:
                asked = entry.request if kind == mtn.PAY else entry.request["transaction"]
                amount = int(asked["amount"])
                found.append(
                    {"reference": entry.reference, "amount": amount, "number": entry.number}
                )
    return found


def look_at_the_books(report: Report, estate: Estate, house: House) -> None:
    told = estate.folder / "told.json"
    told.write_text(
        json.dumps(
            {
                "orders": [asdict(one) for one in house.witness.orders],
                "tokens": list(house.witness.tokens),
                "received": received_by(estate),
            }
        )
    )
    answer = estate.site.shell(f"from benchmarks.aftermath import look; look({str(told)!r})")
    found = json.loads(answer.splitlines()[-1])
    report.say()
    report.say(f"orders told to clients: {len(house.witness.orders)}")
    for what, count in found["counts"].items():
        report.say(f"{what}: {count}")
    for sentence in found["wrong"]:
        report.must(False, sentence)
    report.must(found["count"] == len(found["wrong"]), f"{found['count']} such things in all")


def run(options: argparse.Namespace, folder: Path) -> Report:
    report = Report()
    estate = Estate(folder)
    print("Preparing PostgreSQL, pictures and pages ...", flush=True)
    with estate.running():
        opened = estate.site.shell("from benchmarks.opening import open_house; open_house()")
        house = House(
            estate.site.https_port,
            ssl.create_default_context(cafile=str(estate.site.certificate)),
            **json.loads(opened.splitlines()[-1]),
        )
        troubles = all_troubles(estate) if options.troubles else []
        sampler = Sampler(estate, house.witness)
        size = _database_size(estate)
        began = asyncio.run(load(house, estate, sampler, troubles, options))
        site_seconds = sampler.site_seconds()
        estate.site.wait_ready()
        report.say(f"{options.minutes:g} minutes, size {options.size:g}")
        judge_requests(report, house.witness.met, troubles, began)
        tell_samples(report, sampler.samples, began)
        judge_memory(report, sampler.samples, began)
        tell_costs(
            report,
            requests=len(house.witness.met),
            orders=len(house.witness.orders),
            site_seconds=site_seconds,
            grown_bytes=_database_size(estate) - size,
        )
        report.say()
        report.say(f"the worker had done everything {settle(estate):.0f} s after the end")
        look_at_the_books(report, estate, house)
        if options.keep_logs:
            report.say(f"logs: {_keep_logs(folder, options.keep_logs)}")
    return report


def _database_size(estate: Estate) -> int:
    with (
        contextlib.closing(psycopg2.connect(estate.postgres.url)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _keep_logs(folder: Path, target: Path) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    for log in (*(folder / "log").glob("*.log"), folder / "database" / "log"):
        (target / log.name).write_bytes(log.read_bytes())
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--size", type=float, default=1.5, help="how many times forty people")
    parser.add_argument("--troubles", action="store_true", help="everything that may go wrong")
    parser.add_argument("--out", type=Path, default=Path("var/mixed-report.txt"))
    parser.add_argument("--keep-logs", type=Path, help="a folder for the logs of the site")
    options = parser.parse_args()

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, too_long)
    signal.signal(signal.SIGTERM, too_long)
    signal.alarm(int(options.minutes * 60 + MARGIN_SECONDS))
    with tempfile.TemporaryDirectory(prefix="dusangire-mixed-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            report = run(options, folder)
        except TooLong:
            report = Report(faults=["it took too long, or was told to stop"])
        except (AssertionError, MissingProgram, NoPostgres) as error:
            report = Report(faults=[str(error)])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(report.text())
    print(f"\n{report.text()}\nWritten to {options.out}.")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
