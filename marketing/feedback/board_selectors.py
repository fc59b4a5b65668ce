"""What the feedback board reads: opinions without who holds them.

Marketing works here and must meet no name, address, amount or bed. Conversations with the desk
are not read at all; numbers and addresses that people typed into their words are covered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from ordering.reviews.models import Rating
from ordering.reviews.selectors import ratings_given

from .models.tickets import Category, Source, TicketEntry

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SUM = r"\d+(?:[\s.,]\d{3})*"
AMOUNT = re.compile(
    rf"\b(?:{SUM}\s*(?:rwf|frw|francs?|amafaranga)|(?:rwf|frw)\s*{SUM})\b", re.IGNORECASE
)
# Phone numbers, and sums without a currency: five digits or more, however they are grouped.
DIGITS = re.compile(r"\+?\d(?:[\s.,()/-]{0,2}\d){4,}")
COVER = "•••"


def covered(words: str) -> str:
    """The words without e-mail addresses, phone numbers and sums of money."""
    for pattern in (EMAIL, AMOUNT, DIGITS):
        words = pattern.sub(COVER, words)
    return words


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said, with nothing about who they are. Boards show the last three fields to
    those who work the desk."""

    kind: str
    words: str
    at: dt.datetime
    stars: int | None = None
    # Of a rating, for the desk alone: which one, and whether a photo came with it.
    rating_pk: int | None = None
    order_number: int | None = None
    has_photo: bool = False


class _Covered(Sequence):
    """A queryset that gives voices instead of rows, so that a page of it fetches a page only."""

    def __init__(self, rows: QuerySet, make: Any) -> None:
        self.rows, self.make = rows, make

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, index: Any) -> Any:
        found = self.rows[index]
        return [self.make(row) for row in found] if isinstance(index, slice) else self.make(found)

    def __iter__(self) -> Iterator[Voice]:
        return (self.make(row) for row in self.rows)


def opinions() -> Sequence[Voice]:
    """What feedback began with, newest first; what came after an answer is a conversation."""
    rows = TicketEntry.objects.filter(
        ticket__source=Source.FEEDBACK, kind=TicketEntry.Kind.CUSTOMER, at=F("ticket__opened_at")
    ).values_list("ticket__category", "text", "at")
    return _Covered(rows.order_by("-at", "-pk"), _opinion)


def _opinion(row: tuple[str, str, dt.datetime]) -> Voice:
    category, text, at = row
    return Voice(str(Category(category).label), covered(text), at)


def ratings_with_words() -> Sequence[Voice]:
    """Ratings of orders, newest first."""
    return _Covered(ratings_given(), _rating)


def _rating(rating: Rating) -> Voice:
    return Voice(
        kind="",
        words=covered(rating.words),
        at=rating.submitted_at,
        stars=rating.delivery,
        rating_pk=rating.pk,
        order_number=rating.order_id,
        has_photo=bool(rating.photo),
    )
