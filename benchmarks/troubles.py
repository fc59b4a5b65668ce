"""What may happen to a server while people order: each trouble happens, and is over again."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from deploy.prod_local import ProdLocal, end

OUTAGE_SECONDS = 5


@dataclass(slots=True)
class Trouble:
    """`happen` comes back when whatever went away is there again, as systemd would see to it."""

    name: str
    happen: Callable[[], None]
    began: float = float("inf")
    ended: float = float("-inf")


def restart_web(site: ProdLocal) -> Trouble:
    return Trouble("both webs restart", site.restart_web)


def kill_worker(site: ProdLocal) -> Trouble:
    def happen() -> None:
        site.kill_worker()
        time.sleep(OUTAGE_SECONDS)
        site.revive_workers()

    return Trouble("a worker is killed", happen)


def restart_postgres(database_url: str, stack: contextlib.ExitStack) -> Trouble:
    def happen() -> None:
        with (
            contextlib.closing(psycopg2.connect(database_url)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("SHOW data_directory")
            data = Path(cursor.fetchone()[0])
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        owner = data.stat()
        command = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        os.kill(pid, signal.SIGINT)
        while (data / "postmaster.pid").exists():
            time.sleep(0.1)
        with (data.parent / "log").open("ab") as output:
            server = subprocess.Popen(
                command, cwd=data.parent, stdout=output, stderr=output,
                user=owner.st_uid, group=owner.st_gid, extra_groups=[],
            )  # fmt: skip
        stack.callback(end, server)

    return Trouble("PostgreSQL restarts", happen)


def lose_redis(redis: subprocess.Popen[bytes], stack: contextlib.ExitStack) -> Trouble:
    def happen() -> None:
        redis.kill()
        redis.wait()
        time.sleep(OUTAGE_SECONDS)
        assert isinstance(redis.args, list)
        stack.callback(end, subprocess.Popen(redis.args, stdout=subprocess.DEVNULL))

    return Trouble("Redis is killed", happen)
