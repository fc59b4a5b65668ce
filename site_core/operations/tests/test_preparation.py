from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from site_core.operations import preparation
from site_core.operations.preparation import (
    AlreadyServed,
    PreparationFailed,
    only_server,
    prepare,
    static_fingerprint,
    static_is_current,
)
from site_core.operations.server import AddressTaken, refuse_taken_address


def test_one_data_folder_has_one_server() -> None:
    refused = pytest.raises(AlreadyServed, match=f"process {os.getpid()}")
    with only_server(), refused, only_server():
        pytest.fail("A second server came in.")

    with only_server():
        assert (settings.VAR_DIR / "serve.pid").read_text() == f"{os.getpid()}\n"


def test_the_demo_is_not_reset_under_a_running_server() -> None:
    with only_server(), pytest.raises(CommandError):
        call_command("demo_reset")


def test_a_taken_port_is_told_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(AddressTaken, match=f"port {port} .* PORT=8001"):
            refuse_taken_address("127.0.0.1", port)

    refuse_taken_address("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_does_not_exist_is_told_in_a_sentence(port: int) -> None:
    with pytest.raises(AddressTaken):
        refuse_taken_address("127.0.0.1", port)


@pytest.fixture
def sources(tmp_path: Path, settings: object) -> Path:
    sources = tmp_path / "static"
    sources.mkdir()
    (sources / "site.js").write_text("one")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # type: ignore[attr-defined]
    settings.STATICFILES_DIRS = [sources]  # type: ignore[attr-defined]
    settings.STATIC_ROOT = tmp_path / "collected"  # type: ignore[attr-defined]
    return sources


def test_static_files_are_collected_again_when_one_changes(sources: Path) -> None:
    before = static_fingerprint()
    assert not static_is_current(before)
    Path(settings.STATIC_ROOT).mkdir(parents=True)
    (Path(settings.STATIC_ROOT) / preparation.STATIC_MARK).write_text(before)
    assert static_is_current(static_fingerprint())

    (sources / "site.js").write_text("two!")

    assert not static_is_current(static_fingerprint())


@pytest.mark.django_db(transaction=True)
def test_a_step_that_fails_stops_the_start(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(fingerprint: str) -> None:
        raise CommandError("no room left")

    monkeypatch.setattr(preparation, "collect_static", fail)
    monkeypatch.setattr(preparation, "fill_database", lambda say: None)
    said: list[str] = []

    with pytest.raises(PreparationFailed):
        prepare(say=said.append)

    assert said == ["Collecting static files ..."]
    assert "no room left\n" in capfd.readouterr().err
