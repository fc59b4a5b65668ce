from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from site_core.operations import health
from site_core.operations.backups import status as backups
from site_core.operations.models import Heartbeat
from site_core.operations.worker import HEARTBEAT_NAME


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just started, on a disk with room, before the first backup."""
    backups._path().unlink(missing_ok=True)
    monkeypatch.setattr(health, "_migrations", health._Migrations())
    _free(monkeypatch, 50_000)


def _free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    usage = SimpleNamespace(free=megabytes * 1024**2)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage)


@pytest.fixture
def beating(db: None) -> Heartbeat:
    return Heartbeat.objects.create(name=HEARTBEAT_NAME, at=timezone.now())


def _checks(client: Client) -> tuple[int, dict[str, dict[str, Any]]]:
    answer = client.get("/readyz")
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["ok"] is (answer.status_code == 200)
    return answer.status_code, {check["name"]: check for check in body["checks"]}


def test_alive_asks_no_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.content == b"ok\n"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"].startswith("text/plain")
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_can_be_sent_to_it(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_ready_when_all_is_well(client: Client, beating: Heartbeat) -> None:
    status, checks = _checks(client)

    assert status == 200
    assert list(checks) == ["database", "migrations", "worker", "disk", "backup"]
    assert all(check["ok"] for check in checks.values())
    assert {check["advice"] for name, check in checks.items() if name != "backup"} == {""}


@pytest.mark.django_db
def test_not_ready_before_the_worker_has_run(client: Client) -> None:
    status, checks = _checks(client)

    assert status == 503
    assert checks["database"]["ok"]
    assert checks["migrations"]["ok"]
    assert not checks["worker"]["ok"]
    assert "run_worker" in checks["worker"]["advice"]


@pytest.mark.parametrize(("seconds", "is_ok"), [(59, True), (60, True), (61, False)])
def test_the_worker_may_be_silent_for_a_minute(
    beating: Heartbeat, seconds: int, is_ok: bool
) -> None:
    worker = health.readiness(now=beating.at + dt.timedelta(seconds=seconds))[2]

    assert worker.name == "worker"
    assert worker.ok is is_ok


def test_not_ready_with_a_migration_missing(
    client: Client, beating: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "unapplied_migrations", lambda: 2)

    status, checks = _checks(client)

    assert status == 503
    assert checks["migrations"]["advice"].startswith(
        "2 not applied: run `python manage.py migrate`"
    )
    assert not checks["worker"]["ok"]


def test_a_complete_schema_is_looked_at_once(
    beating: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [2, 0]
    monkeypatch.setattr(health, "unapplied_migrations", lambda: answers.pop(0))

    results = [health.readiness(now=beating.at)[1].ok for _time in range(3)]

    assert results == [False, True, True]
    assert answers == []


def test_not_ready_without_a_database(
    client: Client, beating: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("password for user dusangire is wrong")

    with monkeypatch.context() as away:
        away.setattr(connection, "ensure_connection", refuse)
        status, checks = _checks(client)

    assert status == 503
    assert not any(checks[name]["ok"] for name in ("database", "migrations", "worker"))
    assert "DATABASE_URL" in checks["database"]["advice"]
    assert "password" not in str(checks)


@pytest.mark.django_db
def test_a_migration_the_database_has_not_seen_is_counted() -> None:
    assert health.unapplied_migrations() == 0

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operations'")

    assert health.unapplied_migrations() >= 2


@pytest.mark.parametrize(
    ("megabytes", "level", "status"),
    [(199, "error", 503), (2_047, "warning", 200), (2_048, "ok", 200)],
)
def test_a_full_disk_stops_the_site_and_a_low_one_is_told(
    client: Client,
    beating: Heartbeat,
    monkeypatch: pytest.MonkeyPatch,
    megabytes: int,
    level: str,
    status: int,
) -> None:
    _free(monkeypatch, megabytes)

    answered, checks = _checks(client)

    assert (answered, checks["disk"]["level"]) == (status, level)
    assert ("make room" in checks["disk"]["advice"]) is (level != "ok")


@pytest.mark.parametrize(
    ("made", "proved", "problem", "words"),
    [
        (None, None, "", "None was ever made"),
        (27, 1, "", "Last made 27 hours ago"),
        (1, 27, "", "Last proved 27 hours ago"),
        (1, None, "", "Last proved never"),
        (1, 1, "no space", "went wrong (no space)"),
        (26, 26, "", ""),
    ],
)
def test_a_stale_backup_is_told_and_nobody_is_sent_away(
    settings: Any, tmp_path: Path, made: int | None, proved: int | None, problem: str, words: str
) -> None:
    settings.VAR_DIR, settings.DEMO_ALLOWED = tmp_path, False
    now = timezone.now()
    if made is not None:
        backups.note_made(stem="a", size=1, now=now - dt.timedelta(hours=made))
    if proved is not None:
        backups.note_verified(stem="a", now=now - dt.timedelta(hours=proved))
    if problem:
        backups.note_problem(problem)

    found = health.check_backup(now)

    assert found.level == ("warning" if words else "ok")
    assert words in found.advice
    assert ("backup_database" in found.advice) is bool(words)
