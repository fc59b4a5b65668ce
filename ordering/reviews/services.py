"""Writing a rating down once, and deciding which reviews are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.orders.states import State
from site_core.base.errors import DomainError
from site_core.base.page_cache import drop_pages
from site_core.users.models import User

from .models import DishScore, Rating, Review

# After a month nobody remembers a meal well enough to be fair to it.
OPEN_FOR = dt.timedelta(days=30)


class CannotRate(DomainError):
    """The order was not handed over, or too long ago, or was rated already."""


@dataclass(frozen=True, slots=True)
class DishOpinion:
    stars: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a customer says: stars for the delivery, words for us, and dishes by line."""

    delivery: int | None = None
    words: str = ""
    photo: Any = None
    shown_name: str = ""
    dishes: Mapping[int, DishOpinion] = field(default_factory=dict)


def can_rate(order: Order, now: dt.datetime) -> bool:
    """A meal that was handed over, and not too long ago."""
    return (
        order.kind != Order.Kind.PLAN
        and order.state == State.DELIVERED
        and now - order.state_changed_at <= OPEN_FOR
    )


def submit_rating(*, order: Order, opinion: Opinion, now: dt.datetime) -> Rating:
    """Keep what a customer said of an order: once. Raises CannotRate and writes nothing otherwise.

    Of two that send at once the conditional update lets one through; that a plate has one review
    is a unique key besides.
    """
    if not can_rate(order, now):
        raise CannotRate(_("An order can be rated once it was handed over, for thirty days."))
    with transaction.atomic():
        rating, _created = Rating.objects.get_or_create(order=order)
        won = Rating.objects.filter(pk=rating.pk, submitted_at__isnull=True).update(
            delivery=opinion.delivery, words=opinion.words, submitted_at=now
        )
        if not won:
            raise CannotRate(_("You have rated this order already. Thank you."))
        rating.refresh_from_db()
        if opinion.photo:
            rating.photo.save("photo.jpg", opinion.photo)
        Review.objects.bulk_create(
            Review(
                line=line,
                item_id=line.item_id,
                dish_name=line.name,
                shown_name=opinion.shown_name,
                language=order.language,
                stars=opinion.dishes[line.pk].stars,
                words=opinion.dishes[line.pk].words,
                written_at=now,
            )
            for line in order.lines.order_by("position")
            if line.pk in opinion.dishes
        )
    return rating


def show_review(*, review: Review, actor: User, now: dt.datetime) -> bool:
    """Let everybody read it. Safe to repeat: it counts once. True when it was not shown before."""
    return _decide(review, Review.State.SHOWN, actor, now)


def hide_review(*, review: Review, actor: User, now: dt.datetime) -> bool:
    """Keep it from the dish's page, or take it back. Safe to repeat."""
    return _decide(review, Review.State.HIDDEN, actor, now)


def _decide(review: Review, to: str, actor: User, now: dt.datetime) -> bool:
    """The UPDATE asks for the state that was seen, so two deciders at once count it once."""
    came_from = review.state
    if came_from == to:
        return False
    with transaction.atomic():
        won = Review.objects.filter(pk=review.pk, state=came_from).update(
            state=to, decided_at=now, decided_by=actor
        )
        if not won:
            return False
        change = (to == Review.State.SHOWN) - (came_from == Review.State.SHOWN)
        if change and review.item_id is not None:
            _count(review.item_id, change, review.stars)
            drop_pages()
    review.refresh_from_db()
    return True


def _count(item_id: int, change: int, stars: int) -> None:
    DishScore.objects.get_or_create(item_id=item_id)
    DishScore.objects.filter(item_id=item_id).update(
        count=F("count") + change, stars=F("stars") + change * stars
    )
