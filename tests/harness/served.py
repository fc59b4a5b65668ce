"""The seeded site as people start it, for tests from outside: `manage.py serve` and its files."""

from __future__ import annotations

import contextlib
import email
import email.policy
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240
STOP_SECONDS = 20
Found = TypeVar("Found")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(look: Callable[[], Found], what: str, seconds: float = 15) -> Found:
    """What `look` returns as soon as it is anything; fails with `what` after that many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:.0f} s in vain for {what}.")
        time.sleep(0.1)
    return found


class ServedSite:
    """A running site: its address, its data folder, and what it sent to people."""

    def __init__(self, var: Path, port: int) -> None:
        self.var = var
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = var / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "site_core.settings.local",
            "DUSANGIRE_VAR_DIR": str(self.var),
            "SITE_BASE_URL": self.url,
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def demo_password(self) -> str:
        return (self.var / "demo_password").read_text().strip()

    def start(self, seconds: float = START_SECONDS) -> None:
        """Serve, and come back when /readyz says that all is well."""
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=output, stderr=output
            )
        deadline = time.monotonic() + seconds
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"The site did not start:\n{self.log_tail()}")
            time.sleep(0.2)

    def stop(self) -> int:
        """End the site as systemd would; its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def log_tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def shell(self, code: str) -> str:
        """What `code` prints when it runs in a Django shell on this site's data."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def copy_to(self, var: Path) -> None:
        """Data, pictures and log-ins as they are now; what belongs to the running server stays."""
        own = shutil.ignore_patterns("serve.*", "cache", "metrics", "public-version", "*.sqlite3*")
        shutil.copytree(self.var, var, ignore=own)
        # SQLite's own copy sees to the log beside the file.
        source = sqlite3.connect(self.var / "dusangire.sqlite3", timeout=20)
        target = sqlite3.connect(var / "dusangire.sqlite3")
        source.backup(target)
        source.close()
        target.close()

    def mails(self, to: str = "") -> list[EmailMessage]:
        """Every e-mail sent so far, oldest first; only those to an address when one is named."""
        found: list[EmailMessage] = []
        for path in sorted((self.var / "mail").glob("*")):
            for raw in path.read_bytes().split(b"-" * 79 + b"\n"):
                if raw.strip():
                    message = email.message_from_bytes(raw, policy=email.policy.default)
                    assert isinstance(message, EmailMessage)
                    found.append(message)
        return [message for message in found if to in str(message["To"])]

    def sms(self, to: str = "") -> list[dict[str, str]]:
        """Every text message sent so far (`at`, `to`, `text`), oldest first."""
        path = self.var / "sms.log"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [row for row in map(json.loads, lines) if to in row["to"]]

    def wait_for_mail(self, to: str = "", seconds: float = 15) -> EmailMessage:
        """The newest e-mail to somebody, as soon as the worker has sent one."""
        return wait_for(lambda: self.mails(to), f"an e-mail to {to or 'anybody'}", seconds)[-1]

    def wait_for_sms(self, to: str = "", seconds: float = 15) -> dict[str, str]:
        return wait_for(lambda: self.sms(to), f"a text message to {to or 'anybody'}", seconds)[-1]


@contextlib.contextmanager
def running_site(migrated: Path) -> Iterator[ServedSite]:
    """A freshly seeded site on a free port, with its own data folder; both gone afterwards.

    It begins with the database of `migrated` where there is one: migrating takes a while.
    """
    with tempfile.TemporaryDirectory(prefix="dusangire-site-") as folder:
        site = ServedSite(Path(folder), free_port())
        if migrated.exists():
            shutil.copyfile(migrated, site.var / "dusangire.sqlite3")
        site.start()
        try:
            yield site
        finally:
            code = site.stop()
        assert code == 0, f"The site ended with code {code}:\n{site.log_tail()}"
