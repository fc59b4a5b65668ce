"""deploy/update.sh decides what serves. Here the site is a stand-in that notes what it is asked.

What the real site does meanwhile, with nginx and visitors, stands in docs/figures.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.served import ROOT

# Plays Python in a release: notes each command, fails at the one that the release names, and shows
# pages on a socket as gunicorn would, whose status the release names.
STAND_IN = """#!{python}
import http.server, pathlib, socketserver, sys
release = pathlib.Path.cwd()
words = " ".join(sys.argv[1:])
if words.startswith("-m compileall"):
    sys.exit()
if words.startswith("-c"):
    sys.exit()
if "web.sock" not in words:
    with open(release.parent.parent / "journal", "a") as journal:
        asked = "rehearsal" if "gunicorn" in words else sys.argv[2]
        journal.write((release / "name").read_text() + " " + asked + "\\n")
fails = release / "fails"
if fails.exists() and fails.read_text() in words:
    sys.exit("It fails here.")
if "gunicorn" in words:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int((release / "status").read_text()))
            self.end_headers()
        def address_string(self):
            return ""
    class Server(socketserver.UnixStreamServer):
        def get_request(self):
            return self.socket.accept()[0], ("", 0)
    Server(sys.argv[sys.argv.index("--bind") + 1].removeprefix("unix:"), Page).serve_forever()
"""
# Plays systemd: what `current` names serves on the socket of the site from now on.
RESTART = """#!/bin/sh
set -eu
echo "$(cat {root}/current/name) restarted" >>{root}/journal
if [ -e {root}/pid ]; then kill "$(cat {root}/pid)"; fi
[ ! -e {root}/current/only-in-rehearsal ] || exit 1
rm -f {root}/web.sock
cd {root}/current
.venv/bin/python -m gunicorn --bind unix:{root}/web.sock >/dev/null 2>&1 9>&- &
echo $! >{root}/pid
for _ in $(seq 50); do [ -S {root}/web.sock ] && break; sleep 0.1; done
"""


class Server:
    """One machine of the site in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {**os.environ, "DUSANGIRE_TRIAL": str(root)}
        for folder in ("releases/20260101-000000-old", "var", "source/deploy"):
            (root / folder).mkdir(parents=True)
        (root / "environment").write_text("SITE_BASE_URL=https://dusangire.example\n")
        shutil.copytree(ROOT / "deploy", root / "source/deploy", dirs_exist_ok=True)
        (root / "source/deploy/make-venv.sh").write_text(
            f"mkdir -p .venv/bin; cp {root}/stand-in .venv/bin/python; chmod +x .venv/bin/python\n"
        )
        (root / "source/requirements.txt").write_text("django==5.2\n")
        (root / "stand-in").write_text(STAND_IN.format(python=sys.executable))
        (root / "restart").write_text(RESTART.format(root=root))
        (root / "restart").chmod(0o755)
        old = root / "releases/20260101-000000-old"
        self.write("old")
        shutil.copytree(root / "source", old, dirs_exist_ok=True)
        subprocess.run(["sh", "deploy/make-venv.sh"], cwd=old, check=True)
        (root / "current").symlink_to(old)
        subprocess.run([str(root / "restart")], check=True)
        (root / "journal").unlink()

    def write(
        self, name: str, *, status: int = 200, fails: str = "", rehearsed: bool = False
    ) -> None:
        """The next version of the code: what its pages answer, and the command at which it fails."""
        source = self.root / "source"
        (source / "name").write_text(name)
        (source / "status").write_text(str(status))
        for mark, content in (("fails", fails), ("only-in-rehearsal", "x" if rehearsed else "")):
            (source / mark).unlink(missing_ok=True)
            if content:
                (source / mark).write_text(content)

    def update(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(ROOT / "deploy/update.sh"), *arguments],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def serves(self) -> str:
        return (self.root / "current/name").read_text()

    @property
    def journal(self) -> list[str]:
        return (self.root / "journal").read_text().splitlines()

    @property
    def releases(self) -> list[str]:
        return sorted((path / "name").read_text() for path in (self.root / "releases").iterdir())


def _command_line(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    # A short name: that of a socket may have a hundred letters.
    machine = Server(tmp_path_factory.mktemp("up"))
    yield machine
    os.kill(int((machine.root / "pid").read_text()), 15)
    # Of whatever was rehearsed nothing may be left.
    left = [
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if f"{machine.root}/var/rehearsal.sock" in _command_line(path)
    ]
    assert left == []


def test_a_release_is_checked_saved_migrated_and_rehearsed_before_it_serves(server: Server) -> None:
    server.write("new")

    done = server.update()

    assert (done.returncode, server.serves) == (0, "new"), done.stderr
    assert server.journal == [
        "new check", "old backup_database", "new migrate", "new collectstatic", "new rehearsal",
        "new restarted", "new shell",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fails", "sentence"),
    [
        ("check", "does not stand its own checks"),
        ("migrate", "The tables could not be changed"),
        ("collectstatic", "The static files could not be made"),
        ("gunicorn", "does not show its pages"),
    ],
)
def test_what_fails_before_the_switch_changes_nothing(
    server: Server, fails: str, sentence: str
) -> None:
    server.write("new", fails=fails)

    done = server.update("--without-backup")

    assert done.returncode == 1
    assert sentence in done.stderr
    assert (server.serves, server.releases) == ("old", ["old"])
    assert "new restarted" not in server.journal


def test_a_release_with_broken_pages_never_meets_a_visitor(server: Server) -> None:
    server.write("new", status=500)

    done = server.update("--without-backup")

    assert "In the rehearsal /readyz answers 500. All of it:" in done.stderr
    assert (done.returncode, server.serves) == (1, "old")
    assert "new restarted" not in server.journal


def test_a_release_that_breaks_after_the_switch_is_taken_back(server: Server) -> None:
    server.write("new", rehearsed=True)

    done = server.update("--without-backup")

    assert "serves again" in done.stderr
    assert (done.returncode, server.serves) == (1, "old")
    assert server.journal[-3:] == ["new restarted", "old collectstatic", "old restarted"]


def test_rollback_goes_back_and_skips_what_was_withdrawn(server: Server) -> None:
    for name in ("new", "newer"):
        server.write(name)
        assert server.update("--without-backup").returncode == 0
        if name == "new":
            assert server.update("--rollback").returncode == 0
            assert server.serves == "old"
    assert server.serves == "newer"

    done = server.update("--rollback")

    assert (done.returncode, server.serves) == (0, "old"), done.stderr
    assert "There is no release before" in server.update("--rollback").stderr
