"""A report marks the one message it speaks of, once; anything else changes nothing."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command

from site_core.notifications.models import OutboxMessage

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
State = OutboxMessage.State
REPORT = """\
From: MAILER-DAEMON@mail.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; gone@example.org
Action: failed
Status: {status}

--b
Content-Type: text/rfc822-headers

X-Message-Key: campaign:1:7
Subject: Soup

--b--
"""

pytestmark = pytest.mark.django_db


def report(monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("record_bounce", stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def sent() -> OutboxMessage:
    return OutboxMessage.objects.create(
        unique_key="campaign:1:7",
        key="campaign",
        channel="email",
        language="en",
        recipient="gone@example.org",
        body="x",
        state=State.SENT,
        next_attempt_at=NOW,
        created_at=NOW,
        sent_at=NOW,
    )


def test_a_report_that_gives_up_marks_its_message_once(monkeypatch, sent):
    assert report(monkeypatch, REPORT.format(status="5.1.1")) == "Came back."
    assert report(monkeypatch, REPORT.format(status="5.1.1")) == "Nothing to mark."
    sent.refresh_from_db()
    assert sent.state == State.BOUNCED
    assert sent.bounced_at is not None


@pytest.mark.parametrize(
    "text",
    [
        REPORT.format(status="4.4.1"),
        REPORT.format(status="5.1.1").replace("campaign:1:7", "campaign:1:8"),
        "Subject: Out of office\n\nX-Message-Key: campaign:1:7\nStatus: 5.1.1\n",
        "",
        "\x00 rubbish",
    ],
)
def test_other_mail_marks_nothing(monkeypatch, sent, text):
    assert report(monkeypatch, text) == "Nothing to mark."
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_a_key_alone_is_enough(sent):
    call_command("record_bounce", "campaign:1:7", verbosity=0)
    sent.refresh_from_db()
    assert sent.state == State.BOUNCED
