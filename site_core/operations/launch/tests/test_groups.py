"""Each check in its red and its green form."""

from __future__ import annotations

import json
import smtplib
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.checks import Error as CheckError
from django.core.checks import Warning as CheckWarning
from django.utils import timezone

from site_core.base.findings import Finding
from site_core.operations.backups import fence
from site_core.operations.launch import (
    address,
    code,
    database,
    environment,
    files,
    mail,
    people,
    running,
    suite,
    timers,
)
from site_core.users.models import User

NOW = timezone.now()


def levels(found: Iterable[Finding]) -> dict[str, str]:
    return {finding.name: finding.level.value for finding in found}


# --- System and security ------------------------------------------------------------------------


def test_system_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code.checks, "run_checks", lambda **kwargs: [])
    assert levels(code.look_at_system_checks(NOW)) == {"system checks": "ok"}

    broken = [CheckError("Broken.", hint="Mend it.", id="a.E1"), CheckWarning("Odd.", id="a.W1")]
    monkeypatch.setattr(code.checks, "run_checks", lambda **kwargs: broken)
    found = list(code.look_at_system_checks(NOW))
    assert [finding.level for finding in found] == ["error", "warning"]
    assert found[0].advice == "a.E1: Broken. Mend it."


@pytest.mark.django_db
def test_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "call_command", lambda *args, **kwargs: None)
    assert levels(code.look_at_migrations(NOW))["models without migration"] == "ok"

    def changed(*args: object, **kwargs: object) -> None:
        sys.exit(1)

    monkeypatch.setattr(code, "call_command", changed)
    assert levels(code.look_at_migrations(NOW))["models without migration"] == "error"


@pytest.mark.parametrize(
    ("debug", "demo", "name", "level"),
    [(True, False, "debug", "error"), (False, True, "settings", "error"), (False, False, "settings", "ok")],
)  # fmt: skip
def test_settings(
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    debug: bool,
    demo: bool,
    name: str,
    level: str,
) -> None:
    settings.DEBUG, settings.DEMO_ALLOWED = debug, demo
    monkeypatch.setattr(code.checks, "run_checks", lambda **kwargs: [])

    assert levels(code.look_at_settings(NOW)) == {name: level, "check --deploy": "ok"}


def test_check_deploy_says_what_is_unsafe(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 0

    advice = [found.advice for found in code.look_at_settings(NOW) if not found.ok]

    assert any("security.W004" in words for words in advice)


@pytest.mark.parametrize(
    ("name", "value", "level"),
    [
        ("SECRET_KEY", "kH3v9Qz-1mXw7LrT0pYb5NcJ8sGdU2fA", "ok"),
        ("SECRET_KEY", "short", "error"),
        ("SECRET_KEY", "change-me-" * 5, "error"),
        ("SECRET_KEY", "abababababababababababababababab", "error"),
        ("METRICS_TOKEN", "kH3v9Qz-1mXw7LrT0pYb5NcJ8sGdU2fA", "ok"),
        ("METRICS_TOKEN", "dusangire", "error"),
    ],
)
def test_secrets(settings: Any, name: str, value: str, level: str) -> None:
    setattr(settings, name, value)

    assert levels(environment.look_at_secrets(NOW))[name] == level


def test_a_weak_password_of_the_database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "PASSWORD", "postgres")

    assert levels(environment.look_at_secrets(NOW))["password in DATABASE_URL"] == "error"


# --- Database and files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "level"), [("3.36.0", "error"), ("3.37.2", "ok"), ("3.45.1", "ok")]
)
def test_version_of_sqlite(version: str, level: str) -> None:
    assert database.judge_sqlite_version(version).level == level


@pytest.mark.parametrize(("version", "level"), [(13, "error"), (15, "warning"), (16, "ok")])
def test_version_of_postgresql(version: int, level: str) -> None:
    assert database.judge_postgres_version(version).level == level


@pytest.mark.parametrize(("mode", "level"), [("delete", "error"), ("wal", "ok")])
def test_write_ahead_log(mode: str, level: str) -> None:
    assert database.judge_journal(mode).level == level


GOOD = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "server_encoding": "UTF8",
    "max_connections": "100",
}


@pytest.mark.parametrize(
    ("change", "red"),
    [
        ({}, {}),
        ({"fsync": "off"}, {"fsync": "error"}),
        ({"full_page_writes": "off"}, {"full_page_writes": "error"}),
        ({"synchronous_commit": "off"}, {"synchronous_commit": "error"}),
        ({"server_encoding": "SQL_ASCII"}, {"encoding": "error"}),
        ({"max_connections": "20"}, {"connections": "warning"}),
    ],
)
def test_settings_of_postgresql(change: dict[str, str], red: dict[str, str]) -> None:
    found = levels(database.judge_postgres(GOOD | change))

    assert len(found) == 5
    assert {name: level for name, level in found.items() if level != "ok"} == red


@pytest.mark.django_db
@pytest.mark.everywhere
def test_the_database_of_the_tests_is_asked() -> None:
    found = levels(database.look_at_database(NOW))

    assert found["connection"] == found["version"] == "ok"


def test_static_files(tmp_path: Path) -> None:
    assert files.judge_manifest(tmp_path).level == "error"

    (tmp_path / "js").mkdir()
    (tmp_path / "js/site.1.js").touch()
    paths = {"js/site.js": "js/site.1.js"}
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": paths}))
    assert files.judge_manifest(tmp_path).level == "ok"

    paths["css/a.css"] = "css/a.2.css"
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": paths}))
    found = files.judge_manifest(tmp_path)
    assert found.level == "error"
    assert "1 missing (css/a.css)" in found.advice


def test_static_names_that_are_not_hashed_are_told() -> None:
    assert levels(files.look_at_static_files(NOW)) == {"static names": "error"}


def test_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    red = {f"folder {tmp_path.name}/": "ok", "folder media/": "error"}
    assert levels(files.look_at_folders(NOW)) == red

    (tmp_path / "media").mkdir()
    assert set(levels(files.look_at_folders(NOW)).values()) == {"ok"}


# --- Environment --------------------------------------------------------------------------------


def test_variables() -> None:
    everything = dict.fromkeys((*environment.NEEDED, *environment.ADVISED), "x")
    assert set(levels(environment.judge_variables(everything)).values()) == {"ok"}

    found = levels(environment.judge_variables({}))
    assert {found[name] for name in environment.NEEDED} == {"error"}
    assert {found[name] for name in environment.ADVISED} == {"warning"}


def test_backups_in_object_storage_need_no_folder() -> None:
    found = levels(environment.judge_variables({"BACKUP_S3_BUCKET": "dusangire"}))

    assert found["BACKUP_DIR"] == "ok"


def test_names_and_mode_of_the_file(tmp_path: Path) -> None:
    path, example = tmp_path / ".env", "#SECRET_KEY=\n"
    assert levels(environment.judge_names(example, path)) == {".env": "skipped"}

    path.write_text("SECRET_KEY=x\nSECRT_KEY=x\n")
    path.chmod(0o644)
    found = list(environment.judge_names(example, path))
    assert levels(found) == {".env names": "warning", ".env mode": "error"}
    assert "SECRT_KEY" in found[0].advice

    path.write_text("SECRET_KEY=x\nDJANGO_SETTINGS_MODULE=site_core.settings.production\n")
    path.chmod(0o600)
    assert levels(environment.judge_names(example, path)) == {".env names": "ok", ".env mode": "ok"}


@pytest.mark.parametrize(
    ("name", "level"),
    [("SECRET_KEY", "ok"), ("ALLOWED_HOST", "warning"), ("PATH", "ok"), ("LANG", "ok")],
)
def test_a_variable_that_is_almost_one_of_ours_is_told(name: str, level: str) -> None:
    found = environment.judge_spelling({name: "x"}, ["SECRET_KEY", "ALLOWED_HOSTS"])

    assert found.level == level


@pytest.mark.parametrize(("number", "level"), [(0, "warning"), (1000, "ok")])
def test_user(monkeypatch: pytest.MonkeyPatch, number: int, level: str) -> None:
    monkeypatch.setattr(environment.os, "geteuid", lambda: number)

    assert levels(environment.look_at_user(NOW)) == {"user": level}


# --- People and mail ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_people(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    User.objects.create_user("cook@demo.dusangire.rw", name="Cook", is_staff=True)
    assert levels(people.look_at_people(NOW)) == {
        "administrator": "error",
        "demo accounts": "error",
        "roles": "ok",
        "roles of staff": "warning",
        "second factor": "error",
        "second factor set up": "warning",
    }

    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    User.objects.all().delete()
    boss = User.objects.create_superuser("boss@example.org", "a-long-password", name="Boss")
    Authenticator.objects.create(user=boss, type=Authenticator.Type.TOTP, data={})
    assert set(levels(people.look_at_people(NOW)).values()) == {"ok"}

    Group.objects.filter(name="kitchen").delete()
    assert levels(people.look_at_people(NOW))["roles"] == "error"


def test_a_timer_that_waits_for_nothing_is_told() -> None:
    ours = {path.name for path in timers.timer_files()}
    assert "dusangire-backup.timer" in ours

    assert timers.judge_timers(ours).level == "ok"
    found = timers.judge_timers(ours - {"dusangire-backup.timer"})
    assert (found.level, "Not waiting: dusangire-backup.timer." in found.advice) == (
        "warning",
        True,
    )


class Server:
    def __init__(self, problem: Exception | None = None) -> None:
        self.problem = problem

    def open(self) -> None:
        if self.problem:
            raise self.problem

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("problem", "level"),
    [
        (None, "ok"),
        (ConnectionRefusedError(), "error"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "error"),
    ],
)
def test_mail_server(
    settings: Any, monkeypatch: pytest.MonkeyPatch, problem: Exception | None, level: str
) -> None:
    settings.EMAIL_BACKEND = mail.SMTP
    monkeypatch.setattr(mail, "get_connection", lambda **kwargs: Server(problem))

    assert levels(mail.look_at_mail(NOW)) == {"mail server": level}


def test_mail_that_never_leaves_is_told() -> None:
    assert levels(mail.look_at_mail(NOW)) == {"mail server": "error"}


def test_mail_in_the_open_and_text_messages(settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_USE_TLS = mail.SMTP, False
    red = {"mail in secret": "warning", "text messages": "warning"}
    assert levels(mail.look_at_sender(NOW)) == red

    settings.EMAIL_USE_TLS, settings.SMS_CHANNEL = True, "somewhere.Sms"
    assert set(levels(mail.look_at_sender(NOW)).values()) == {"ok"}


# --- The machine and its address ----------------------------------------------------------------


def test_a_restore_that_was_cut_short(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    assert levels(running.look_at_restores(NOW)) == {"restore": "ok"}

    fence.raise_fence({"phase": "loading"})
    assert levels(running.look_at_restores(NOW)) == {"restore": "error"}


@pytest.mark.parametrize(("zone", "level"), [("Africa/Kigali", "ok"), ("UTC", "error")])
def test_time_zone(zone: str, level: str) -> None:
    assert running.judge_zone(zone).level == level


@pytest.mark.parametrize(("seconds", "level"), [(5, "ok"), (-5, "ok"), (6, "warning")])
def test_clock(seconds: int, level: str) -> None:
    assert running.judge_clock("clock", timedelta(seconds=seconds)).level == level


def test_a_time_server_out_of_reach_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> timedelta:
        raise TimeoutError

    monkeypatch.setattr(running, "time_server_ahead", away)

    assert levels(running.look_at_clock(NOW)).get("clock") == "skipped"


@pytest.mark.parametrize(("status", "level"), [(200, "ok"), (502, "error")])
def test_front_page(status: int, level: str) -> None:
    assert address.judge_status(status).level == level


def test_headers() -> None:
    assert set(levels(address.judge_headers(address.HEADERS)).values()) == {"ok"}

    found = levels(address.judge_headers({**address.HEADERS, "X-Content-Type-Options": ""}))
    assert {name for name, level in found.items() if level == "error"} == {
        "header X-Content-Type-Options"
    }


@pytest.mark.parametrize(("days", "level"), [(19, "warning"), (20, "ok")])
def test_certificate(days: int, level: str) -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)

    assert address.judge_certificate(now + timedelta(days=days), now).level == level


@pytest.mark.parametrize(
    ("status", "text", "level"),
    [
        (200, "<loc>https://a.example/menu/</loc>", "ok"),
        (200, "<loc>http://localhost/menu/</loc>", "error"),
        (200, "", "error"),
        (404, "<loc>https://a.example/</loc>", "error"),
    ],
)
def test_sitemap(status: int, text: str, level: str) -> None:
    assert address.judge_sitemap(status, text, "https://a.example").level == level


def test_an_address_that_does_not_answer(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(address.requests, "get", refuse)
    settings.SITE_BASE_URL = "http://a.example"
    assert levels(address.look_at_address(NOW)) == {"https": "error"}

    settings.SITE_BASE_URL = "https://a.example"
    assert levels(address.look_at_address(NOW)) == {"answers": "error", "headers": "skipped"}


@pytest.mark.parametrize(("code", "level"), [(0, "ok"), (1, "error")])
def test_suite(code: int, level: str) -> None:
    command = [sys.executable, "-c", f"print('2 failed'); raise SystemExit({code})"]

    found = suite.run_suite(command)

    assert found.level == level
    assert found.advice == ("2 failed: run `make test`." if code else "")
