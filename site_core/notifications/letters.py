"""Letters to many: queued in batches under a group, counted and called back by it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from .models import Channel, OutboxMessage, SharedLetter

State = OutboxMessage.State
UNSENT = (State.QUEUED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Letter:
    """One person's copy. `values` fill the {names} of the shared HTML; `text` is filled already."""

    unique_key: str
    language: str
    email: str
    subject: str
    text: str
    shared: SharedLetter
    values: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)


def keep_shared(html: str, *, now: dt.datetime) -> SharedLetter:
    """The row that holds this HTML, made if there is none. Safe to repeat and to run beside itself."""
    digest = hashlib.sha256(html.encode()).hexdigest()
    row, _created = SharedLetter.objects.get_or_create(
        digest=digest, defaults={"html": html, "created_at": now}
    )
    return row


def queue_letters(letters: Sequence[Letter], *, key: str, group: str, now: dt.datetime) -> None:
    """Write a batch into the outbox. A `unique_key` that is there already is left as it is."""
    OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(
                unique_key=letter.unique_key,
                key=key,
                group=group,
                channel=Channel.EMAIL,
                language=letter.language,
                recipient=letter.email,
                subject=letter.subject[:150],
                body=letter.text,
                shared=letter.shared,
                values=dict(letter.values),
                headers=dict(letter.headers),
                next_attempt_at=now,
                created_at=now,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )


def withdraw(*, group: str = "", recipient: str = "") -> int:
    """Call back letters to many that no worker has taken up yet; returns how many.

    Of one group, or to one person; messages to a single person are never touched.
    """
    waiting = OutboxMessage.objects.filter(state=State.QUEUED).exclude(group="")
    if group:
        waiting = waiting.filter(group=group)
    if recipient:
        waiting = waiting.filter(recipient=recipient)
    assert group or recipient, "Name the letters to call back."
    return waiting.update(state=State.WITHDRAWN)


def counts(group: str) -> Counter[str]:
    """How many letters of a group are in which state. One query."""
    rows = OutboxMessage.objects.filter(group=group).values_list("state").annotate(Count("pk"))
    return Counter(dict(rows))
