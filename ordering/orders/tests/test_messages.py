"""What an order's messages say: when, in the language of whoever ordered."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.orders.messages import tell_customer
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import NOON, make_order
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db


def said(order: Order, now: dt.datetime = NOON) -> str:
    """The text message about the order as it stands."""
    OutboxMessage.objects.all().delete()
    tell_customer(order, now=now)
    return OutboxMessage.objects.get(channel="sms").body


def test_a_meal_of_today_is_promised_by_the_clock() -> None:
    assert "by 12:30. http" in said(make_order())


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "by 12:30 (Monday 23 November)."), ("fr", "avant 12:30 (lundi 23 novembre).")],
)
def test_a_meal_of_another_day_says_which(language: str, words: str) -> None:
    order = make_order()
    order.language = language
    assert words in said(order, NOON - dt.timedelta(days=1))


def test_late_in_the_evening_of_utc_it_is_tomorrow_in_kigali() -> None:
    order = make_order()
    order.promised_until = dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC)
    assert "by 00:30 (Tuesday 24 November)." in said(order)


def test_a_reason_is_told_as_it_was_given() -> None:
    order = make_order()
    move_order(
        order=order,
        to=State.CANCELLED,
        role=Role.SUPPORT,
        actor=None,
        now=NOON,
        reason="The kitchen had to close.",
    )
    body = OutboxMessage.objects.get(key="order_cancelled", channel="sms").body
    assert body.endswith("is cancelled. The kitchen had to close.")
