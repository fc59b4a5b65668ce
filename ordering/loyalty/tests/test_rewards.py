"""What points are exchanged for: once, used once, and back when no meal comes."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from ordering.carts.coupons import CouponRefused, add_coupon
from ordering.carts.services import make_cart
from ordering.catalogue.models import MenuItem
from ordering.checkout.services import cancel_order
from ordering.credit.selectors import balance_of
from ordering.loyalty.ledger import NotEnoughPoints
from ordering.loyalty.models import Reward, RewardUse
from ordering.loyalty.rewards import NotOffered, open_coupons, redeem_reward
from ordering.orders.models import Order
from ordering.orders.states import Role
from ordering.promotions.models import Promotion
from ordering.testing import NOON, make_item, make_user, make_zone
from site_core.users.models import User

from .factories import account, deliver, give, order_of

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def user() -> User:
    """With 500 points, in a ward that asks 500 RWF for the way."""
    make_zone("wards", fee=500)
    user = make_user()
    give(user, 500)
    return user


@pytest.fixture
def soup() -> MenuItem:
    return make_item("soup", price=2_000)


def _redeem(
    user: User, kind: str, points: int = 200, now: dt.datetime = NOON, **gives: object
) -> RewardUse:
    reward = Reward.objects.create(name=kind, kind=kind, points=points, **gives)
    return redeem_reward(user=user, reward=reward, token=uuid.uuid4(), now=now)


def _cancel(order: Order, user: User, now: dt.datetime = NOON) -> None:
    cancel_order(order=order, role=Role.CUSTOMER, actor=user, now=now)


def _type(coupon: Promotion, user: User) -> None:
    add_coupon(cart=make_cart(user=user), text=coupon.code, address="1", now=NOON)


def test_store_credit_is_there_at_once_and_only_once(user: User) -> None:
    reward = Reward.objects.create(name="2 000", kind="store_credit", points=400, amount=2_000)
    token = uuid.uuid4()
    for _time in range(2):
        redeem_reward(user=user, reward=reward, token=token, now=NOON)
    assert (account(user).balance, balance_of(user)) == (100, 2_000)
    with pytest.raises(NotEnoughPoints):
        redeem_reward(user=user, reward=reward, token=uuid.uuid4(), now=NOON)
    assert (account(user).balance, balance_of(user)) == (100, 2_000)


def test_store_credit_comes_back_with_a_cancelled_order(user: User) -> None:
    _redeem(user, "store_credit", amount=1_000)
    order = order_of(user, 2_500, use_credit=True)
    assert (order.store_credit, order.total, balance_of(user)) == (1_000, 2_000, 0)
    _cancel(order, user)
    assert (account(user).balance, balance_of(user)) == (300, 1_000)


def test_a_dish_is_free_once_and_again_after_a_cancelled_order(user: User, soup: MenuItem) -> None:
    coupon = _redeem(user, "dish", item=soup).coupon
    assert coupon is not None
    first = order_of(user, item=soup, coupon=coupon.code)
    assert (first.discount, first.fee, first.total) == (2_000, 500, 500)
    with pytest.raises(CouponRefused):
        _type(coupon, user)
    assert open_coupons(account(user), NOON) == []
    _cancel(first, user)
    assert len(open_coupons(account(user), NOON)) == 1
    again = deliver(order_of(user, item=soup, coupon=coupon.code))
    assert (again.discount, again.total, account(user).balance) == (2_000, 500, 300)
    with pytest.raises(CouponRefused):
        _type(coupon, user)


def test_free_delivery_is_free_once_and_again_after_a_cancelled_order(user: User) -> None:
    coupon = _redeem(user, "free_delivery").coupon
    assert coupon is not None
    assert (coupon.max_uses, coupon.ends_on) == (1, TODAY + dt.timedelta(days=60))
    first = order_of(user, coupon=coupon.code)
    assert (first.fee, first.total) == (0, 2_500)
    _cancel(first, user)
    assert order_of(user, coupon=coupon.code).total == 2_500
    assert order_of(user).total == 3_000


def test_a_coupon_that_comes_back_on_its_last_day_lasts_a_fortnight(user: User) -> None:
    coupon = _redeem(user, "free_delivery").coupon
    assert coupon is not None
    last_day = NOON + dt.timedelta(days=60)
    order = order_of(user, now=last_day, coupon=coupon.code)
    _cancel(order, user, now=last_day)
    later = last_day + dt.timedelta(days=14)
    assert len(open_coupons(account(user), later)) == 1
    assert open_coupons(account(user), later + dt.timedelta(days=1)) == []
    assert order_of(user, now=later, coupon=coupon.code).fee == 0


def test_what_is_no_longer_offered_or_cooked_costs_no_points(user: User, soup: MenuItem) -> None:
    ended = Reward.objects.create(
        name="x", kind="store_credit", points=10, amount=9, is_active=False
    )
    unlisted = Reward.objects.create(name="y", kind="dish", points=10, item=soup)
    MenuItem.objects.update(is_listed=False)
    for reward in (ended, Reward.objects.get(pk=unlisted.pk)):
        with pytest.raises(NotOffered):
            redeem_reward(user=user, reward=reward, token=uuid.uuid4(), now=NOON)
    assert (account(user).balance, balance_of(user)) == (500, 0)
