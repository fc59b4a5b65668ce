"""Ratings: once, after the meal. Reviews: one a plate, read before they are shown, counted once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from ordering.orders.models import Order
from ordering.reviews.messages import ASK_AFTER, ask_for_ratings
from ordering.reviews.models import DishScore, Rating, Review
from ordering.reviews.selectors import dish_reviews
from ordering.reviews.services import (
    OPEN_FOR,
    CannotRate,
    DishOpinion,
    Opinion,
    can_rate,
    hide_review,
    show_review,
    submit_rating,
)
from ordering.testing import NOON, make_item, make_order, make_user
from site_core.notifications.models import OutboxMessage

from .meals import delivered_order, make_review

pytestmark = pytest.mark.django_db


def opinion(order: Order, stars: int = 4, words: str = "Tasty.") -> Opinion:
    line = order.lines.get()
    return Opinion(delivery=5, words="Warm.", dishes={line.pk: DishOpinion(stars, words)})


def test_order_that_was_handed_over_is_rated_once() -> None:
    order = delivered_order(make_item("isombe"))
    submit_rating(order=order, opinion=opinion(order), now=NOON)
    review = Review.objects.get()
    assert (review.dish_name, review.stars, review.words, review.state) == (
        "Isombe", 4, "Tasty.", "waiting",
    )  # fmt: skip
    with pytest.raises(CannotRate):
        submit_rating(order=order, opinion=opinion(order, stars=1), now=NOON)
    assert (Rating.objects.get().words, Review.objects.get().stars) == ("Warm.", 4)


def test_nothing_is_rated_before_it_came_nor_a_month_later() -> None:
    on_its_way = make_order(make_item())
    old = delivered_order(make_item())
    for order, now in ((on_its_way, NOON), (old, NOON + OPEN_FOR + dt.timedelta(seconds=1))):
        with pytest.raises(CannotRate):
            submit_rating(order=order, opinion=opinion(order), now=now)
    assert not Rating.objects.exists()
    assert not Review.objects.exists()


def test_database_refuses_a_second_review_of_a_plate_and_six_stars() -> None:
    line = delivered_order().lines.get()
    make_review(line)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_review(line)
    other = delivered_order().lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_review(other, stars=6)


def test_score_counts_what_is_shown_however_often_one_decides() -> None:
    item, reader = make_item("isombe"), make_user()
    first, second = (make_review(delivered_order(item).lines.get(), stars=n) for n in (5, 2))
    assert dish_reviews(item.pk) is None
    for review in (first, first, second):
        show_review(review=review, actor=reader, now=NOON)
    show_review(review=Review.objects.get(pk=first.pk), actor=reader, now=NOON)
    found = dish_reviews(item.pk)
    assert found is not None
    assert (found.count, found.average) == (2, 3.5)
    hide_review(review=second, actor=reader, now=NOON)
    score = DishScore.objects.get()
    assert (score.count, score.stars, score.average) == (1, 5, 5.0)


def test_two_who_decide_at_once_count_it_once() -> None:
    item, reader = make_item("isombe"), make_user()
    review = make_review(delivered_order(item).lines.get(), stars=5)
    same = Review.objects.get(pk=review.pk)
    assert show_review(review=review, actor=reader, now=NOON)
    assert not show_review(review=same, actor=reader, now=NOON)
    assert DishScore.objects.get().count == 1


def test_whoever_ate_is_asked_once_after_time_to_eat() -> None:
    delivered_order()
    assert ask_for_ratings(NOON + ASK_AFTER - dt.timedelta(seconds=1)) == 0
    assert ask_for_ratings(NOON + ASK_AFTER) == 1
    assert ask_for_ratings(NOON + ASK_AFTER) == 0
    message = OutboxMessage.objects.get(key="please_rate")
    assert f"/orders/{Order.objects.get().code}/rate/" in message.body
    assert message.subject == "How was your meal?"


def test_who_rated_already_left_no_address_or_ate_yesterday_is_not_asked() -> None:
    rated = delivered_order()
    submit_rating(order=rated, opinion=opinion(rated), now=NOON)
    silent = delivered_order()
    Order.objects.filter(pk=silent.pk).update(email="")
    delivered_order(now=NOON - dt.timedelta(days=1))
    make_order()
    assert ask_for_ratings(NOON + ASK_AFTER) == 0


def test_nobody_is_asked_how_the_payment_of_a_plan_tasted():
    order = delivered_order(make_item())
    assert can_rate(order, NOON)
    order.kind = Order.Kind.PLAN
    assert not can_rate(order, NOON)
