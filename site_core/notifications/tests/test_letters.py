"""Letters to many: after all others, at most once, and an address that is refused is a bounce."""

from __future__ import annotations

import datetime as dt
import smtplib

import pytest
from django.core import mail

from site_core.notifications import services
from site_core.notifications.letters import Letter, counts, keep_shared, queue_letters, withdraw
from site_core.notifications.models import OutboxMessage, SharedLetter
from site_core.notifications.services import NotGivenUp, send_again, send_due

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
State = OutboxMessage.State

pytestmark = pytest.mark.django_db


def _letter(number: int = 1, name: str = "Ada <b>") -> Letter:
    return Letter(
        unique_key=f"news:{number}",
        language="en",
        email=f"reader{number}@example.org",
        subject="News",
        text=f"Hello {name}",
        shared=keep_shared("<p>Hello {name}</p>", now=NOW),
        values={"name": name},
        headers={"List-Unsubscribe": "<https://example.org/stop>"},
    )


def _queue(*letters: Letter) -> None:
    queue_letters(letters or [_letter()], key="news", group="news", now=NOW)


def _refusing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(message: OutboxMessage) -> None:
        raise error

    monkeypatch.setattr(services, "send", refuse)


def test_a_letter_carries_its_html_filled_safely_and_its_headers():
    _queue()
    assert send_due(NOW) == 1
    [message] = mail.outbox
    assert message.alternatives[0][0] == "<p>Hello Ada &lt;b&gt;</p>"
    assert message.body == "Hello Ada <b>"
    assert message.extra_headers["List-Unsubscribe"] == "<https://example.org/stop>"


def test_the_same_html_is_kept_once_and_the_same_key_is_queued_once():
    _queue(_letter(1), _letter(2))
    _queue(_letter(2), _letter(3))
    assert OutboxMessage.objects.count() == 3
    assert SharedLetter.objects.count() == 1


def test_letters_to_many_leave_after_a_message_to_one_person():
    _queue()
    OutboxMessage.objects.create(
        unique_key="order:1",
        key="order",
        channel="email",
        language="en",
        recipient="guest@example.org",
        body="x",
        next_attempt_at=NOW + dt.timedelta(seconds=5),
        created_at=NOW,
    )
    send_due(NOW + dt.timedelta(minutes=1))
    assert [message.to[0] for message in mail.outbox] == [
        "guest@example.org",
        "reader1@example.org",
    ]


def test_a_letter_that_a_killed_worker_left_behind_is_never_sent_again():
    _queue()
    OutboxMessage.objects.update(state=State.SENDING, next_attempt_at=NOW)
    assert send_due(NOW + dt.timedelta(minutes=11)) == 0
    row = OutboxMessage.objects.get()
    assert row.state == State.GIVEN_UP
    with pytest.raises(NotGivenUp):
        send_again(message=row, now=NOW)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}), State.BOUNCED),
        (smtplib.SMTPRecipientsRefused({"a": (451, b"try later")}), State.QUEUED),
        (ConnectionRefusedError(), State.QUEUED),
        (TimeoutError(), State.GIVEN_UP),
    ],
)
def test_what_an_error_means_for_a_letter(monkeypatch, error, state):
    _queue()
    _refusing(monkeypatch, error)
    assert send_due(NOW) == 0
    row = OutboxMessage.objects.get()
    assert row.state == state
    assert row.bounced_at == (NOW if state == State.BOUNCED else None)


def test_letters_called_back_do_not_leave_and_others_do():
    _queue(_letter(1), _letter(2))
    assert withdraw(recipient="reader1@example.org") == 1
    assert send_due(NOW) == 1
    assert counts("news") == {State.SENT: 1, State.WITHDRAWN: 1}
    assert withdraw(group="news") == 0
