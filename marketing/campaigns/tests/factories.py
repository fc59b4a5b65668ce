"""Readers and letters for tests."""

from __future__ import annotations

import itertools
from typing import Any

from marketing.campaigns.models import Campaign, Subscriber
from ordering.testing import NOON

_numbers = itertools.count(1)


def make_reader(email: str = "", **fields: Any) -> Subscriber:
    """Somebody who said yes."""
    fields = {"state": Subscriber.State.CONFIRMED, "confirmed_at": NOON, "asked_at": NOON} | fields
    return Subscriber.objects.create(email=email or f"reader{next(_numbers)}@example.org", **fields)


def make_readers(count: int) -> None:
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"many{number}@example.org",
            state=Subscriber.State.CONFIRMED,
            confirmed_at=NOON,
            asked_at=NOON,
        )
        for number in range(count)
    )


def make_campaign(*blocks: tuple[str, Any], **fields: Any) -> Campaign:
    body = list(blocks) or [("text", "<p>Muraho {name}</p>")]
    return Campaign.objects.create(
        **{"name": "Soup week", "subject": "Soup for {name}", "body": body, **fields}
    )
