"""Limits of promotions under many buyers at the same moment, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial

import pytest
from django.db.models import Sum

from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.checkout.services import cancel_order
from ordering.delivery.models import Bed
from ordering.delivery.places import place_of_bed
from ordering.delivery.schedule import KIGALI
from ordering.delivery.seeding import seed_delivery
from ordering.orders.models import Order
from ordering.orders.states import Role
from ordering.promotions.models import Promotion, PromotionUse, UseCounter, UseEntry
from ordering.testing import make_filled_cart, make_item, make_promotion

from .placing import Buyer, act_together, buy_together

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]

NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=KIGALI)
BUYERS = 20


def _buyers(coupon: Promotion) -> list[Buyer]:
    """Twenty carts with a dish of 2500 RWF and the coupon, each agreed to at 2250; one phone."""
    seed_delivery()
    item = make_item()
    buyers = []
    for bed in Bed.objects.select_related("room__ward__zone").order_by("pk")[:BUYERS]:
        cart = make_filled_cart(item, place=place_of_bed(bed))
        Cart.objects.filter(pk=cart.pk).update(coupon=coupon)
        cart.refresh_from_db()
        view = view_cart(cart, now=NOW)
        assert view.quote.total == 2_250
        buyers.append(
            Buyer(
                cart_code=cart.code,
                token=str(cart.checkout_token),
                digest=view.digest,
                expected_total=view.quote.total,
                slot_key="lunch-round@2026-11-20",
                now=NOW.isoformat(),
            )
        )
    return buyers


def _counted() -> tuple[int, int]:
    """Uses and RWF by the counter, which must be the sum of the ledger."""
    counter = UseCounter.objects.get(key="all")
    ledger = UseEntry.objects.aggregate(uses=Sum("uses"), amount=Sum("amount"))
    assert (counter.uses, counter.amount) == (ledger["uses"], ledger["amount"])
    return counter.uses, counter.amount


@pytest.mark.parametrize(
    ("limit", "allowed"),
    [
        ({"max_uses": 1}, 1),
        ({"max_uses_per_day": 3}, 3),
        ({"max_uses_per_customer": 2}, 2),
        ({"budget": 1_100}, 4),
    ],
)
def test_no_limit_is_passed_by_twenty_buyers_at_once(limit: dict[str, int], allowed: int) -> None:
    buyers = _buyers(make_promotion(code="WELCOME10", **limit))

    outcomes = buy_together(buyers)

    placed = [outcome for outcome in outcomes if len(outcome) == 20]
    refused = Counter(outcome for outcome in outcomes if len(outcome) != 20)
    assert len(placed) == allowed, outcomes
    # Asked again, because the total rose; nothing of theirs was written.
    assert set(refused) <= {"DiscountGone", "PriceRose"}
    assert Order.objects.count() == allowed
    assert set(Order.objects.values_list("discount", "total")) == {(250, 2_250)}
    assert _counted() == (allowed, allowed * 250)
    assert PromotionUse.objects.count() == allowed


def test_a_use_comes_back_once_and_the_next_buyer_has_it() -> None:
    buyers = _buyers(make_promotion(code="WELCOME10", max_uses=1))
    (code,) = [outcome for outcome in buy_together(buyers[:2]) if len(outcome) == 20]
    cancel = partial(cancel_order, role=Role.CUSTOMER, actor=None, now=NOW)

    outcomes = act_together([partial(cancel, order=Order.objects.get(code=code)) for _ in range(6)])

    assert Counter(outcomes)["done"] == 1
    assert _counted() == (0, 0)
    assert sum(len(outcome) == 20 for outcome in buy_together(buyers[2:8])) == 1
    assert _counted() == (1, 250)
