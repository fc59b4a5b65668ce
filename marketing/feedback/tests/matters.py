"""Tickets and forms for tests: one plain function a thing."""

from __future__ import annotations

import io
import itertools
import time
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from marketing.feedback.models import Source, Ticket, TicketEntry
from marketing.feedback.services import open_ticket
from marketing.feedback.values import NewTicket, Writer, writer_of
from ordering.orders.models import Order
from ordering.testing import NOON
from site_core.base.human import QUICKEST_SECONDS, HumanForm
from site_core.images.uploads import clean_photo

_numbers = itertools.count(1)


def photo_file(size: tuple[int, int] = (64, 48), kind: str = "PNG") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", size, "#a63a1e").save(made, kind)
    return SimpleUploadedFile(f"plate.{kind.lower()}", made.getvalue(), f"image/{kind.lower()}")


def make_ticket(
    order: Order | None = None, *, source: str = "", text: str = "The rice was cold.", **writer: Any
) -> TicketEntry:
    """A ticket with a photo; returns its first entry."""
    who = writer_of(order) if order else Writer(**{"email": "aline@example.org", **writer})
    new = NewTicket(
        category="complaint",
        source=source or (Source.ORDER if order else Source.CONTACT),
        text=text,
        writer=who,
        order=order,
        photo=clean_photo(photo_file()),
        nonce=f"test{next(_numbers)}",
    )
    return open_ticket(new=new, now=NOON).entries.get()


def ticket_of(entry: TicketEntry) -> Ticket:
    return Ticket.objects.get(pk=entry.ticket_id)


def human(**fields: Any) -> dict[str, Any]:
    """What a person posts: a stamp that is old enough, and nothing in the trap."""
    before = time.time() - QUICKEST_SECONDS - 1
    with patch("time.time", return_value=before):
        stamp = HumanForm().fresh_stamp
    return {"human_website": "", "human_stamp": stamp, **fields}
