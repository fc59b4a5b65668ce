"""Which backups stay, where they may lie, and what the site does behind the fence."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from site_core.base.schedule import Job
from site_core.operations.backups import fence
from site_core.operations.backups.places import PublicPlace, refuse_public
from site_core.operations.backups.rotation import Dated, to_remove
from site_core.operations.checks import backups_are_private
from site_core.operations.worker import Worker

START = dt.datetime(2026, 11, 30, 2, 0, tzinfo=dt.UTC)


def nightly(days: int) -> list[Dated]:
    return [Dated(f"b{day:03}", START - dt.timedelta(days=day)) for day in range(days)]


def test_a_week_of_days_five_weeks_and_twelve_months_stay():
    backups = nightly(500)
    gone = set(to_remove(backups))
    kept = [backup.made_at.date() for backup in backups if backup.stem not in gone]
    assert kept[:7] == [START.date() - dt.timedelta(days=day) for day in range(7)]
    # The Sundays of the weeks before, then the last days of the months before.
    assert kept[7:10] == [dt.date(2026, 11, 22), dt.date(2026, 11, 15), dt.date(2026, 11, 8)]
    assert kept[10:13] == [dt.date(2026, 10, 31), dt.date(2026, 9, 30), dt.date(2026, 8, 31)]
    assert len(kept) == 7 + 3 + 11


def test_the_newest_of_all_always_stays_and_several_of_a_day_leave_one():
    assert to_remove([Dated("only", START - dt.timedelta(days=4000))]) == []
    hourly = [Dated(f"h{hour}", START.replace(hour=hour)) for hour in range(5)]
    assert to_remove(hourly, days=1) == ["h0", "h1", "h2", "h3"]


def test_the_backup_before_an_update_does_not_replace_the_uploads_of_the_night():
    night = Dated("night", START, has_media=True)
    updates = [Dated(f"u{hour}", START.replace(hour=hour)) for hour in (9, 10)]
    assert to_remove([night, *updates]) == ["u9"]


def test_a_folder_that_the_web_serves_is_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(CommandError, match="which the web serves"):
        call_command("backup_database", "--to", str(tmp_path / "media" / "backups"), verbosity=0)
    assert not (tmp_path / "media").exists()
    settings.STORAGES = {
        **settings.STORAGES,
        "dbbackup": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
    }
    assert [problem.id for problem in backups_are_private(None)] == ["operations.E001"]
    with pytest.raises(PublicPlace):
        refuse_public(storages["dbbackup"])


@pytest.mark.django_db
def test_the_report_for_machines_is_one_object(tmp_path):
    said, progress = StringIO(), StringIO()
    call_command("backup_database", "--to", str(tmp_path), "--json", stdout=said, stderr=progress)
    report = json.loads(said.getvalue())
    assert report["ok"] is True
    assert report["rows"] > 100
    assert "Reading the database" in progress.getvalue()
    said = StringIO()
    call_command("list_backups", "--from", str(tmp_path), "--json", stdout=said)
    assert [row["backup"] for row in json.loads(said.getvalue())["backups"]] == [report["backup"]]
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_backup", "nothing", "--from", str(tmp_path), "--json", stdout=said)
    assert json.loads(said.getvalue())["ok"] is False


@pytest.fixture
def raised_fence():
    fence.raise_fence({"phase": "swap"})
    yield
    fence.lower_fence()


def test_behind_the_fence_nobody_gets_in_but_monitors(client, raised_fence):
    response = client.post("/checkout/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "The kitchen is being put in order" in response.content.decode()
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_behind_the_fence_the_worker_waits(raised_fence):
    ran = []
    job = Job("eat", dt.timedelta(minutes=1), ran.append)
    worker = Worker([job])
    assert worker.tick() == []
    assert ran == []
    fence.lower_fence()
    worker.tick()
    assert len(ran) == 1


@pytest.fixture
def keyring(tmp_path, monkeypatch, settings):
    """A keyring with one key, made for this test."""
    if shutil.which("gpg") is None:
        pytest.skip("gpg is not installed")
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    _make_key("ops@dusangire.example")
    settings.DBBACKUP_GPG_RECIPIENT = "ops@dusangire.example"
    monkeypatch.setattr("dbbackup.settings.GPG_RECIPIENT", "ops@dusangire.example")
    monkeypatch.setattr("dbbackup.settings.GPG_ALWAYS_TRUST", True)
    yield home
    # The test may have another keyring by now; this one started the agent.
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)


def _make_key(name: str) -> None:
    command = ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", name, "future-default"]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.django_db
def test_an_encrypted_backup_opens_with_its_key_only(keyring: Path, tmp_path, monkeypatch):
    folder = tmp_path / "backups"
    call_command("backup_database", "--encrypt", "--to", str(folder), stdout=StringIO())
    [database] = folder.glob("*.gpg")
    assert b"SQLite" not in database.read_bytes()
    call_command("verify_backup", "--from", str(folder), stdout=StringIO())
    stranger = tmp_path / "stranger"
    stranger.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(stranger))
    with pytest.raises(CommandError, match="could not decrypt"):
        call_command("verify_backup", "--from", str(folder), stdout=StringIO())
