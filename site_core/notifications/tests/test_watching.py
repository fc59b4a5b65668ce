from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from site_core.notifications.launch_checks import look_at_templates
from site_core.notifications.models import MessageTemplate, OutboxMessage
from site_core.notifications.services import seed_templates
from site_core.notifications.watching import look_at_messages

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def _message(state: str, *, minutes: int, group: str = "") -> None:
    OutboxMessage.objects.create(
        unique_key=f"{state}:{minutes}:{group}",
        key="order_placed",
        channel="email",
        language="en",
        recipient="a@example.org",
        state=state,
        group=group,
        created_at=NOW - dt.timedelta(minutes=minutes),
        next_attempt_at=NOW,
    )


def test_every_message_has_its_words_in_three_languages() -> None:
    seed_templates()
    assert next(iter(look_at_templates(NOW))).ok

    row = MessageTemplate.objects.filter(language="rw").order_by("pk")[0]
    row.delete()
    found = next(iter(look_at_templates(NOW)))
    assert found.level == "error"
    assert f"{row.key} ({row.channel}, rw)" in found.advice


def test_messages_that_wait_or_were_given_up() -> None:
    _message("queued", minutes=9)
    _message("queued", minutes=60, group="letter")
    _message("given_up", minutes=2 * 24 * 60)
    assert look_at_messages(NOW).ok

    _message("queued", minutes=11)
    _message("given_up", minutes=60)
    found = look_at_messages(NOW)
    assert found.level == "warning"
    assert "1 wait for more than ten minutes and 1 were given up" in found.advice
