"""Uses: reserved with an order, released once, kept once; counters are the sum of the ledger."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.db.models import Sum

from ordering.pricing.values import FeeRule
from ordering.promotions.effects import Effect, as_discount
from ordering.promotions.models import Promotion, PromotionUse, UseCounter, UseEntry
from ordering.promotions.selectors import offers_of_token
from ordering.promotions.services import (
    UsedUp,
    claim_again,
    keep_uses,
    rebook_uses,
    release_uses,
    reserve_uses,
)
from ordering.promotions.values import Food, Grant, Occasion
from ordering.testing import NOON, make_promotion, make_user
from site_core.users.models import User

pytestmark = pytest.mark.django_db

PHONE = "+250788123456"


def use(
    promotion: Promotion,
    *,
    amount: int = 500,
    user: User | None = None,
    phone: str = PHONE,
    now: dt.datetime = NOON,
) -> uuid.UUID:
    token = uuid.uuid4()
    grant = Grant(promotion, as_discount(promotion, Effect(amount, (0,))))
    reserve_uses(grants=[grant], token=token, user=user, phone=phone, now=now)
    return token


def balance(promotion: Promotion) -> tuple[int, int]:
    """Uses and RWF by the counter; the ledger must say the same."""
    counter = UseCounter.objects.get(promotion=promotion, key="all")
    ledger = UseEntry.objects.filter(use__promotion=promotion).aggregate(
        uses=Sum("uses"), amount=Sum("amount")
    )
    assert (counter.uses, counter.amount) == (ledger["uses"], ledger["amount"])
    return counter.uses, counter.amount


def refused(promotion: Promotion, **how: object) -> bool:
    """Inside a savepoint, as placing would undo it all."""
    try:
        with transaction.atomic():
            use(promotion, **how)  # type: ignore[arg-type]
    except UsedUp:
        return True
    return False


def test_a_use_is_counted_and_written_into_the_ledger() -> None:
    promotion = make_promotion()
    use(promotion)
    use(promotion, amount=300)
    assert balance(promotion) == (2, 800)
    assert not UseCounter.objects.filter(key__contains="788123456").exists()


def test_the_last_use_in_total_refuses_the_next_and_writes_nothing() -> None:
    promotion = make_promotion(max_uses=1)
    use(promotion)
    assert refused(promotion, phone="+250788000001")
    assert balance(promotion) == (1, 500)
    assert PromotionUse.objects.count() == UseEntry.objects.count() == 1


def test_one_use_per_customer_counts_the_account_and_the_phone() -> None:
    promotion = make_promotion(max_uses_per_customer=1)
    user = make_user()
    use(promotion, user=user)
    assert refused(promotion, user=user, phone="+250788000001")
    assert refused(promotion, user=None, phone=PHONE)
    assert refused(promotion, user=make_user(), phone=PHONE)
    assert not refused(promotion, user=make_user(), phone="+250788000002")
    assert balance(promotion) == (2, 1_000)


def test_a_day_is_a_day_in_kigali() -> None:
    promotion = make_promotion(max_uses_per_day=1)
    late = dt.datetime(2026, 11, 23, 21, 59, tzinfo=dt.UTC)
    use(promotion, now=late)
    assert refused(promotion, now=late)
    assert not refused(promotion, now=late + dt.timedelta(minutes=1))


def test_a_budget_takes_a_use_as_a_whole_or_not_at_all() -> None:
    promotion = make_promotion(budget=1_000)
    use(promotion, amount=600)
    assert refused(promotion, amount=401)
    assert not refused(promotion, amount=400)
    assert balance(promotion) == (2, 1_000)


def test_a_release_counts_once_however_often_it_is_asked_for() -> None:
    promotion = make_promotion(max_uses=1, max_uses_per_customer=1)
    token = use(promotion)
    assert [release_uses(token=token, now=NOON) for _ in range(3)] == [1, 0, 0]
    assert balance(promotion) == (0, 0)
    assert set(UseCounter.objects.values_list("uses", "amount")) == {(0, 0)}
    assert not refused(promotion)


def test_a_use_is_kept_once_and_a_kept_one_can_still_be_given_back() -> None:
    promotion = make_promotion()
    token = use(promotion)
    assert [keep_uses(token=token, now=NOON) for _ in range(2)] == [1, 0]
    assert balance(promotion) == (1, 500)
    assert release_uses(token=token, now=NOON) == 1
    assert keep_uses(token=token, now=NOON) == 0
    assert balance(promotion) == (0, 0)


def test_an_order_that_lives_again_takes_its_use_again_once() -> None:
    promotion = make_promotion(max_uses=1)
    token = use(promotion)
    release_uses(token=token, now=NOON)
    assert claim_again(token=token, now=NOON)
    assert claim_again(token=token, now=NOON)
    assert balance(promotion) == (1, 500)


def test_an_order_cannot_live_again_when_somebody_else_has_its_coupon() -> None:
    promotion = make_promotion(max_uses=1)
    token = use(promotion)
    release_uses(token=token, now=NOON)
    use(promotion, phone="+250788000001")
    assert not claim_again(token=token, now=NOON)
    assert balance(promotion) == (1, 500)
    assert PromotionUse.objects.get(checkout_token=token).state == PromotionUse.State.RELEASED
    assert claim_again(token=uuid.uuid4(), now=NOON)


def test_another_content_of_an_order_changes_what_its_use_takes_off() -> None:
    promotion, gone = make_promotion(budget=1_000), make_promotion("Gone")
    token = uuid.uuid4()
    grants = [Grant(one, as_discount(one, Effect(500, (0,)))) for one in (promotion, gone)]
    reserve_uses(grants=grants, token=token, user=None, phone=PHONE, now=NOON)

    larger = Grant(promotion, as_discount(promotion, Effect(900, (0,))))
    for _ in range(2):
        rebook_uses(token=token, grants=[larger], now=NOON)
    assert (balance(promotion), balance(gone)) == ((1, 900), (0, 0))

    beyond = Grant(promotion, as_discount(promotion, Effect(1_001, (0,))))
    with pytest.raises(UsedUp), transaction.atomic():
        rebook_uses(token=token, grants=[beyond], now=NOON)
    assert balance(promotion) == (1, 900)
    assert release_uses(token=token, now=NOON) == 1
    assert balance(promotion) == (0, 0)


def test_what_an_order_has_is_judged_without_its_own_use() -> None:
    promotion = make_promotion(max_uses=1, budget=500, ends_on=dt.date(2026, 11, 23))
    token = use(promotion)
    promotion.is_active = False
    promotion.save()
    offers = offers_of_token(token)
    food = Food("a", "a", "lunch", frozenset(), 5_000, 1, 18)
    later = Occasion(NOON + dt.timedelta(days=3))
    assert [g.discount.amount for g in offers.decide([food], later, FeeRule()).grants] == [500]
    dearer = Food("a", "a", "lunch", frozenset(), 5_010, 1, 18)
    assert offers.decide([dearer], later, FeeRule()).grants == ()
