"""Everything that a server has, on loopback, and what systemd does there: whoever ends comes back.

Two webs, two workers, nginx with TLS, PostgreSQL, Redis and both providers of mobile money. The
database and the site's files lie on small disks of their own where root may mount them.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

from deploy.prod_local import ProdLocal, end, find
from ordering.payments.sandbox.book import Behaviour
from ordering.payments.sandbox.server import SandboxServer, serving
from tests.harness.postgres import SETTINGS, Server
from tests.harness.served import free_port

OPEN_DOORS = {
    "CALLBACK_RATE": "10000r/s",
    **{
        f"{name}_{what}": value
        for name in ("LOG_IN", "ORDERING", "SENDING")
        for what, value in (("RATE", "10000r/s"), ("BURST", "10000"))
    },
}
# What was committed must survive even a PostgreSQL that breaks down; so no shortcut of the tests.
HONEST = {
    **SETTINGS,
    **dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "on"),
    "max_wal_size": "256MB",
    "log_min_messages": "warning",
}
DATABASE_MB, FILES_MB = 1_500, 500
RESTART_SECONDS = 1.0


class SmallDisk:
    """A file system of `megabytes` in a file, mounted at `folder`. Root alone can mount."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        folder.mkdir()
        image = folder.with_suffix(".disk")
        with image.open("wb") as file:
            file.truncate(megabytes * 1024**2)
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", image], check=True)
        subprocess.run(["mount", "-o", "loop", image, folder], check=True)
        (folder / "lost+found").rmdir()

    def fill(self) -> None:
        """Not a byte is left afterwards."""
        with (self.folder / "filling").open("ab", buffering=0) as file:
            for size in (1024**2, 4096, 1):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(b"x" * size)
            os.fsync(file.fileno())

    def make_room(self) -> None:
        (self.folder / "filling").unlink(missing_ok=True)

    def unmount(self) -> None:
        subprocess.run(["umount", "-l", self.folder], check=True)


class Estate:
    """What runs, and the thread that brings back what ended."""

    postgres: Server
    redis: subprocess.Popen[bytes]
    site: ProdLocal

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disks: dict[str, SmallDisk] = {}
        self.sandbox = SandboxServer(0, Behaviour(seconds=2))
        # What is away on purpose, "postgres" or "redis": nobody brings it back.
        self.away: set[str] = set()
        self._redis_port = free_port()
        self._over = threading.Event()

    @contextlib.contextmanager
    def running(self) -> Iterator[Estate]:
        with contextlib.ExitStack() as stack:
            stack.enter_context(serving(self.sandbox))
            for name, megabytes in (("database", DATABASE_MB), ("var", FILES_MB)):
                if os.getuid() == 0:
                    self.disks[name] = SmallDisk(self.folder / name, megabytes)
                    stack.callback(self.disks[name].unmount)
                else:
                    (self.folder / name).mkdir()
            self.postgres = Server(self.folder / "database", HONEST)
            stack.callback(self.postgres.stop)
            self.postgres.create()
            self.postgres.start()
            self.postgres.wait_until_ready()
            self._start_redis()
            stack.callback(lambda: end(self.redis))
            self.site = self._make_site()
            stack.callback(self.site.stop)
            self.site.start()
            keeper = threading.Thread(target=self._keep, daemon=True)
            keeper.start()
            stack.callback(keeper.join)
            stack.callback(self._over.set)
            yield self

    def _make_site(self) -> ProdLocal:
        site = ProdLocal(
            self.folder,
            database_url=self.postgres.url,
            redis_url=f"redis://127.0.0.1:{self._redis_port}/0",
            several_machines=True,
            webs=2,
            workers=2,
            nginx=OPEN_DOORS,
        )
        site.environment |= {
            "MTN_MOMO_BASE_URL": self.sandbox.url,
            "AIRTEL_MONEY_BASE_URL": self.sandbox.url,
            "AIRTEL_MONEY_FIRST_POLL_SECONDS": "5",
            **dict.fromkeys(
                (
                    *("MTN_MOMO_SUBSCRIPTION_KEY", "MTN_MOMO_API_USER", "MTN_MOMO_API_KEY"),
                    *("MTN_MOMO_REFUND_KEY", "AIRTEL_MONEY_CLIENT_ID"),
                    "AIRTEL_MONEY_CLIENT_SECRET",
                ),
                "sandbox",
            ),
        }
        # The providers call back over TLS, and trust what this machine made for itself.
        os.environ["SSL_CERT_FILE"] = str(site.certificate)
        self.sandbox.airtel_callback_url = f"{site.url}/payments/callback/airtel/"
        return site

    def _start_redis(self) -> None:
        with (self.folder / "redis.log").open("ab") as output:
            self.redis = subprocess.Popen(
                [
                    *(find("redis-server"), "--port", str(self._redis_port)),
                    *("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"),
                    *("--dir", str(self.folder)),
                ],
                stdout=output, stderr=output, process_group=0,
            )  # fmt: skip

    def _keep(self) -> None:
        """Linux ends what a thread started with the thread, so one thread brings everything back."""
        while not self._over.wait(RESTART_SECONDS):
            if "postgres" not in self.away and not self.postgres.is_running:
                self.postgres.start()
            if "redis" not in self.away and self.redis.poll() is not None:
                self._start_redis()
            self.site.revive()
