from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from ordering.backoffice.tests.staff import count_queries, log_in
from site_core.base.findings import Finding, error, warning, well
from site_core.operations import alerts, ops_page
from site_core.operations.models import Incident, JobRun

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def minutes(number: int) -> dt.timedelta:
    return dt.timedelta(minutes=number)


@pytest.fixture
def found(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What the next look finds."""
    findings: list[Finding] = []
    settings.ALERT_EMAILS = ["ops@example.org", "boss@example.org"]
    settings.SITE_BASE_URL = "https://dusangire.example"
    monkeypatch.setattr(alerts, "look_at_everything", lambda now: list(findings))
    monkeypatch.setattr(ops_page, "look_at_everything", lambda now: list(findings))
    return findings


def test_one_mail_when_it_begins_and_one_when_it_is_over(found: list[Finding]) -> None:
    found[:] = [error("worker", "Restart it.")]
    sent = [alerts.send_alerts(NOW + minutes(number)) for number in range(5)]
    assert sent == [0, 0, 1, 0, 0]

    found[:] = [well("worker")]
    assert [alerts.send_alerts(NOW + minutes(number)) for number in (30, 31)] == [1, 0]

    begun, over = mail.outbox
    assert begun.to == ["ops@example.org", "boss@example.org"]
    assert begun.subject == "Broken: worker"
    assert "Restart it." in begun.body
    assert "https://dusangire.example/cms/operations/" in begun.body
    assert over.subject == "Well again: worker"
    assert "after 30 minutes" in over.body
    assert Incident.objects.count() == 1


def test_a_short_trouble_wakes_nobody(found: list[Finding]) -> None:
    found[:] = [warning("disk", "Make room.")]
    alerts.send_alerts(NOW)
    found[:] = [well("disk")]
    alerts.send_alerts(NOW + minutes(1))
    alerts.send_alerts(NOW + minutes(10))

    assert mail.outbox == []
    assert Incident.objects.get().ended_at == NOW + minutes(1)


def test_the_same_trouble_again_is_a_new_incident(found: list[Finding]) -> None:
    for at in (0, 60):
        found[:] = [warning("disk", "Make room.")]
        alerts.send_alerts(NOW + minutes(at))
        alerts.send_alerts(NOW + minutes(at + 2))
        found[:] = [well("disk")]
        alerts.send_alerts(NOW + minutes(at + 10))

    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == ["To do: disk", "Well again: disk"] * 2


def test_a_mail_that_fails_is_tried_again(
    found: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(mail: object) -> None:
        raise ConnectionRefusedError

    found[:] = [error("worker", "Restart it.")]
    alerts.send_alerts(NOW)
    with monkeypatch.context() as away:
        away.setattr(alerts.EmailMultiAlternatives, "send", refuse)
        assert alerts.send_alerts(NOW + minutes(2)) == 0
    assert alerts.send_alerts(NOW + minutes(3)) == 1


def test_two_that_look_at_once_open_and_tell_it_once(found: list[Finding]) -> None:
    alerts.note_incidents([error("worker", "Restart it.")], now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.create(name="worker", level="error", advice="", began_at=NOW)

    incident = Incident.objects.get()
    assert alerts._tell(incident, "told_at", NOW)
    assert not alerts._tell(incident, "told_at", NOW)
    assert len(mail.outbox) == 1


def test_without_addresses_it_is_noted_and_nobody_is_told(
    found: list[Finding], settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ALERT_EMAILS = []
    found[:] = [error("worker", "Restart it.")]

    call_command("send_alerts")

    assert "not well: worker. ALERT_EMAILS is not set" in capsys.readouterr().out
    assert Incident.objects.count() == 1
    assert mail.outbox == []


def test_the_page_says_what_to_do_with_the_worst_first(found: list[Finding]) -> None:
    found[:] = [well("messages"), warning("disk", "Make room."), error("worker", "Restart it.")]
    alerts.note_incidents(found, now=NOW)
    JobRun.objects.create(name="operations.x", next_run_at=NOW, last_error="No & no.")

    page = log_in("manager").get("/cms/operations/").content.decode()

    levels = re.findall(r"ops-finding--(\w+)", page)
    assert levels == ["error", "warning", "ok"]
    assert "Something is broken" in page
    assert "Restart it." in page
    assert "No &amp; no." in page
    assert "not yet" in page


def test_the_page_is_green_when_all_is_well(found: list[Finding]) -> None:
    found[:] = [well("worker")]

    page = log_in("ops").get("/cms/operations/").content.decode()

    assert "All is well." in page
    assert "ops-verdict--" not in page


def test_the_page_asks_as_often_for_many_incidents_as_for_none(found: list[Finding]) -> None:
    client: Client = log_in("ops")
    client.get("/cms/operations/")
    before = count_queries(client, "/cms/operations/")
    for number in range(10):
        Incident.objects.create(name=f"a{number}", level="error", advice="x", began_at=NOW)
        JobRun.objects.create(name=f"j{number}", next_run_at=NOW)

    assert count_queries(client, "/cms/operations/") == before
