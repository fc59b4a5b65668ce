from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from site_core.notifications import kinds, services
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.models import MessageTemplate, OutboxMessage
from site_core.notifications.services import queue_message, seed_templates, send_due

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
State = OutboxMessage.State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def greeting() -> Iterator[None]:
    register(
        MessageKind(
            key="greeting",
            placeholders=frozenset({"name", "link"}),
            texts={
                "email": {
                    "en": Text("Hello {name}\n\n{link}", subject="Welcome {name}"),
                    "fr": Text("Bonjour {name}", subject="Bienvenue {name}"),
                },
                "sms": {"en": Text("Hi {name}")},
            },
        )
    )
    yield
    del kinds._kinds["greeting"]


def _queue(unique_key: str = "greeting:1", language: str = "en", **to: str) -> list[OutboxMessage]:
    return queue_message(
        key="greeting",
        unique_key=unique_key,
        language=language,
        context={"name": "Ada <b>", "link": "https://example.org/a"},
        now=NOW,
        **(to or {"email": "ada@example.org", "phone": "+250788123456"}),
    )


def test_a_message_is_queued_on_every_channel_that_has_an_address() -> None:
    _queue()
    rows = OutboxMessage.objects.order_by("channel").values_list("channel", "subject", "body")
    assert list(rows) == [
        ("email", "Welcome Ada <b>", "Hello Ada <b>\n\nhttps://example.org/a"),
        ("sms", "", "Hi Ada <b>"),
    ]


def test_saying_it_twice_says_it_once() -> None:
    _queue()
    _queue()
    assert OutboxMessage.objects.count() == 2


def test_a_missing_language_speaks_english_and_staff_words_win() -> None:
    _queue("a", language="rw", email="ada@example.org")
    MessageTemplate.objects.create(
        key="greeting", channel="email", language="fr", subject="Salut", body="Salut {name}"
    )
    _queue("b", language="fr", email="ada@example.org")
    subjects = OutboxMessage.objects.order_by("unique_key").values_list("subject", flat=True)
    assert list(subjects) == ["Welcome Ada <b>", "Salut"]


def test_a_template_that_staff_switched_off_is_not_sent() -> None:
    MessageTemplate.objects.create(
        key="greeting", channel="sms", language="en", body="x", is_active=False
    )
    _queue()
    assert [row.channel for row in OutboxMessage.objects.all()] == ["email"]


def test_due_messages_are_sent_once_with_a_plain_and_a_safe_html_part() -> None:
    _queue(email="ada@example.org")
    assert send_due(NOW) == 1
    assert send_due(NOW) == 0
    [message] = mail.outbox
    assert message.to == ["ada@example.org"]
    html = message.alternatives[0][0]
    assert "Ada &lt;b&gt;" in html
    assert 'href="https://example.org/a"' in html
    row = OutboxMessage.objects.get()
    assert (row.state, row.sent_at, row.attempts) == (State.SENT, NOW, 1)


def test_a_failing_channel_is_tried_later_and_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(message: OutboxMessage) -> None:
        raise ConnectionError(f"no way to {message.recipient}")

    monkeypatch.setattr(services, "send", broken)
    _queue(phone="+250788123456")
    now = NOW
    waits = []
    for _attempt in range(7):
        assert send_due(now) == 0
        row = OutboxMessage.objects.get()
        waits.append(int((row.next_attempt_at - now).total_seconds() / 60))
        now = row.next_attempt_at
    assert waits == [1, 2, 5, 15, 60, 240, 240]
    assert (row.state, row.error) == (State.GIVEN_UP, "ConnectionError")
    assert send_due(now + dt.timedelta(days=9)) == 0
    assert "788123456" not in caplog.text


def test_a_message_left_behind_by_a_killed_worker_is_taken_up() -> None:
    _queue(email="ada@example.org")
    OutboxMessage.objects.update(state=State.SENDING, next_attempt_at=NOW)
    assert send_due(NOW + dt.timedelta(minutes=9)) == 0
    assert send_due(NOW + dt.timedelta(minutes=11)) == 1


def test_seeding_templates_twice_keeps_the_words_of_staff() -> None:
    assert seed_templates() > 0
    MessageTemplate.objects.filter(key="greeting", channel="sms").update(body="Yo {name}")
    assert seed_templates() == 0
    assert MessageTemplate.objects.get(key="greeting", channel="sms").body == "Yo {name}"


def test_a_name_that_is_never_filled_is_refused() -> None:
    with pytest.raises(ValidationError, match="total"):
        kinds.check_placeholders("You owe {total}", frozenset({"name"}))


def test_order_messages_speak_three_languages() -> None:
    for kind in kinds.all_kinds():
        if kind.key.startswith("order_"):
            for by_language in kind.texts.values():
                assert set(by_language) == {"en", "fr", "rw"}
