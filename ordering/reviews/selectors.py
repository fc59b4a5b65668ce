"""Reading ratings and reviews. Averages come from counted sums, never from all rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ordering.delivery.schedule import today
from ordering.orders.models import Order

from .models import DishScore, Rating, Review

SHOWN_ON_PAGE = 8


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A review as a dish's page shows it: without who, where or what it cost."""

    name: str
    stars: int
    words: str
    language: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class DishReviews:
    count: int
    average: float
    newest: Sequence[ShownReview]


def dish_reviews(item_id: int) -> DishReviews | None:
    """Score and newest shown reviews of a dish that have words; None while there is none. One or
    two queries."""
    score = DishScore.objects.filter(item_id=item_id, count__gt=0).first()
    if score is None:
        return None
    rows = (
        Review.objects.filter(item_id=item_id, state=Review.State.SHOWN)
        .exclude(words="")
        .order_by("-written_at", "-pk")[:SHOWN_ON_PAGE]
    )
    newest = [
        ShownReview(row.shown_name, row.stars, row.words, row.language, today(row.written_at))
        for row in rows
    ]
    return DishReviews(score.count, score.average, newest)


def rating_of(order: Order) -> Rating | None:
    """What was said of an order, or None while nobody spoke."""
    return Rating.objects.filter(order=order, submitted_at__isnull=False).first()


def reviews_in(state: str) -> QuerySet[Review]:
    """For whoever decides: those to be read oldest first, the others newest first."""
    reviews = Review.objects.filter(state=state)
    if state == Review.State.WAITING:
        return reviews.exclude(words="").order_by("written_at", "pk")
    return reviews.order_by("-decided_at", "-pk")


def waiting_without_words() -> QuerySet[Review]:
    """Stars alone, not counted yet."""
    return Review.objects.filter(state=Review.State.WAITING, words="").order_by("pk")


def ratings_given() -> QuerySet[Rating]:
    """Ratings of orders, newest first."""
    return Rating.objects.filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk")
