"""Saying something to somebody: queue it with the change, send it later, never twice."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError

from .channels import send
from .failures import is_bounce, may_have_left
from .kinds import MessageKind, Text, all_kinds, fill, get_kind
from .models import Channel, MessageTemplate, OutboxMessage

logger = logging.getLogger(__name__)

# Minutes until the next attempt; after the last one a person has to look.
BACK_OFF = (1, 2, 5, 15, 60, 240)
# A worker that died while sending left the row behind; after this long another takes it up.
STALE_AFTER = dt.timedelta(minutes=10)
# A slow mail server must not make the message of an order wait behind a newsletter.
LETTERS_SECONDS = 5.0
UNKNOWN = "Nobody knows whether it left."


def queue_message(
    *,
    key: str,
    unique_key: str,
    language: str,
    context: Mapping[str, str],
    now: dt.datetime,
    email: str = "",
    phone: str = "",
    headers: Mapping[str, str] | None = None,
) -> list[OutboxMessage]:
    """Write the message of kind `key` into the outbox, on every channel that has an address.

    Call it inside the transaction of the change it speaks of. Safe to repeat: a `unique_key` is
    queued once per channel. The words are filled in now, so they say what was true at the time.
    `headers` go with an e-mail.
    """
    kind = get_kind(key)
    rows = {
        (row.channel, row.language): row
        for row in MessageTemplate.objects.filter(key=key, language__in={language, "en"})
    }
    addresses = {Channel.EMAIL: email, Channel.SMS: phone}
    messages = []
    for channel, recipient in addresses.items():
        text = _words(kind, rows, channel, language) if recipient else None
        if text is None:
            continue
        messages.append(
            OutboxMessage(
                unique_key=f"{unique_key}:{channel.value}",
                key=key,
                channel=channel,
                language=language,
                recipient=recipient,
                subject=fill(text.subject, context)[:150],
                body=fill(text.body, context),
                headers=dict(headers or {}) if channel == Channel.EMAIL else {},
                next_attempt_at=now,
                created_at=now,
            )
        )
    return OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)


def _words(
    kind: MessageKind,
    rows: Mapping[tuple[str, str], MessageTemplate],
    channel: str,
    language: str,
) -> Text | None:
    """Staff's words in the language, else ours in it, else English; None when switched off."""
    for tongue in (language, "en"):
        row = rows.get((channel, tongue))
        if row is not None:
            return Text(row.body, row.subject) if row.is_active else None
        default = kind.texts.get(channel, {}).get(tongue)
        if default is not None:
            return default
    return None


def send_due(now: dt.datetime, *, limit: int = 100) -> int:
    """Send what is due, oldest first; returns how many went out. Any number of workers may call it.

    A row is claimed by a conditional update, sent outside of any transaction, then marked. A
    worker killed between sending and marking may send once more: at least once, never silently
    not at all. Letters to many are the other way round: at most once, and after all others.
    """
    stale = OutboxMessage.objects.filter(
        state=OutboxMessage.State.SENDING, next_attempt_at__lt=now - STALE_AFTER
    )
    stale.filter(group="").update(state=OutboxMessage.State.QUEUED)
    stale.exclude(group="").update(state=OutboxMessage.State.GIVEN_UP, error=UNKNOWN)
    return sum(_send_one(message, now) for message in _due(now, limit))


def _due(now: dt.datetime, limit: int) -> Iterator[OutboxMessage]:
    """Messages to one person, then letters to many for as long as the others can wait."""
    due = (
        OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED, next_attempt_at__lte=now)
        .select_related("shared")
        .order_by("next_attempt_at", "pk")
    )
    yield from due.filter(group="")[:limit]
    ends_at = time.monotonic() + LETTERS_SECONDS
    for message in due.exclude(group="")[:limit]:
        if time.monotonic() >= ends_at:
            return
        yield message


def _send_one(message: OutboxMessage, now: dt.datetime) -> bool:
    claimed = OutboxMessage.objects.filter(pk=message.pk, state=OutboxMessage.State.QUEUED).update(
        state=OutboxMessage.State.SENDING, attempts=F("attempts") + 1, next_attempt_at=now
    )
    if not claimed:
        return False
    try:
        send(message)
    except Exception as error:
        _after_failure(message, now, error)
        return False
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxMessage.State.SENT, sent_at=now, error=""
    )
    return True


def _after_failure(message: OutboxMessage, now: dt.datetime, error: Exception) -> None:
    """The log names the row and the kind of error, never the recipient."""
    logger.warning("message %s not sent: %s", message.pk, type(error).__name__)
    row = OutboxMessage.objects.filter(pk=message.pk)
    if is_bounce(error):
        row.update(
            state=OutboxMessage.State.BOUNCED, bounced_at=now, error=type(error).__name__[:200]
        )
    elif message.group and may_have_left(error):
        row.update(state=OutboxMessage.State.GIVEN_UP, error=UNKNOWN)
    else:
        _try_later(message, now, error)


def _try_later(message: OutboxMessage, now: dt.datetime, error: Exception) -> None:
    """Wait longer each time."""
    attempt = message.attempts + 1
    over = attempt > len(BACK_OFF)
    wait = BACK_OFF[min(attempt, len(BACK_OFF)) - 1]
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxMessage.State.GIVEN_UP if over else OutboxMessage.State.QUEUED,
        next_attempt_at=now + dt.timedelta(minutes=wait),
        error=type(error).__name__[:200],
    )


class NotGivenUp(DomainError):
    """The message is still on its way, or has arrived."""


def send_again(*, message: OutboxMessage, now: dt.datetime) -> None:
    """Take up a message that was given up, with all its attempts anew.

    Raises NotGivenUp and changes nothing otherwise, so that nobody is told twice.
    """
    won = (
        OutboxMessage.objects.filter(pk=message.pk, state=OutboxMessage.State.GIVEN_UP)
        .exclude(error=UNKNOWN)
        .update(state=OutboxMessage.State.QUEUED, attempts=0, next_attempt_at=now)
    )
    if not won:
        raise NotGivenUp(_("This message was not given up, so it is not sent again."))


def seed_templates() -> int:
    """Make the rows that staff edit; rows that exist keep their words. Returns how many are new."""
    wanted = [
        MessageTemplate(
            key=kind.key, channel=channel, language=language, subject=text.subject, body=text.body
        )
        for kind in all_kinds()
        for channel, by_language in kind.texts.items()
        for language, text in by_language.items()
    ]
    with transaction.atomic():
        before = MessageTemplate.objects.count()
        MessageTemplate.objects.bulk_create(wanted, ignore_conflicts=True)
        return MessageTemplate.objects.count() - before
