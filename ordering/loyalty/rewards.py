"""Exchanging points: for store credit at once, or for a coupon that only its owner knows."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ordering.credit.services import grant
from ordering.delivery.schedule import today
from ordering.orders.models import Order
from ordering.promotions.codes import new_code
from ordering.promotions.models import Kind as Gives
from ordering.promotions.models import Promotion, PromotionUse
from site_core.base.errors import DomainError
from site_core.users.models import User

from .expiry import GRACE, expire_account
from .ledger import Kind, account_of, post
from .models import PointsAccount, Reward, RewardUse
from .rules import rules_at

COUPON_DAYS = 60


class NotOffered(DomainError):
    """This reward cannot be had any more."""


def redeem_reward(*, user: User, reward: Reward, token: uuid.UUID, now: dt.datetime) -> RewardUse:
    """Exchange points for a reward. Raises NotOffered or NotEnoughPoints and changes nothing.

    Safe to repeat: one token exchanges once.
    """
    with transaction.atomic():
        known = RewardUse.objects.filter(token=token, account__user=user).first()
        if known is not None:
            return known
        if not reward.is_active or (reward.item is not None and not reward.item.is_listed):
            raise NotOffered(_("This reward is no longer offered."))
        account = account_of(user)
        # Store credit before points, as everybody locks them.
        coupon = _give(user, reward, token, now)
        expire_account(account_id=account.pk, today=today(now), now=now)
        post(
            account_id=account.pk,
            kind=Kind.REWARD,
            points=-reward.points,
            unique_key=f"reward:{token}",
            rules=rules_at(now),
            now=now,
            actor=user,
            reason=reward.name_in(user.language),
        )
        return RewardUse.objects.create(
            account=account,
            reward=reward,
            points=reward.points,
            token=token,
            coupon=coupon,
            at=now,
        )


def _give(user: User, reward: Reward, token: uuid.UUID, now: dt.datetime) -> Promotion | None:
    if reward.kind == Reward.Kind.STORE_CREDIT:
        assert reward.amount is not None
        grant(
            user=user,
            amount=reward.amount,
            reason=_("Exchanged for points"),
            unique_key=f"reward:{token}",
            now=now,
        )
        return None
    names = {"name": reward.name, "name_fr": reward.name_fr, "name_rw": reward.name_rw}
    date = today(now)
    gives = _dish(reward) if reward.item is not None else {"kind": Gives.FREE_DELIVERY}
    return Promotion.objects.create(
        **names,
        **gives,
        code=new_code(),
        is_active=True,
        is_stackable=True,
        max_uses=1,
        starts_on=date,
        ends_on=date + dt.timedelta(days=COUPON_DAYS),
    )


def _dish(reward: Reward) -> dict[str, object]:
    """One portion of the dish at its plain price: sizes and extras are paid."""
    assert reward.item is not None
    foods = [f"item:{reward.item.code}"]
    return {"kind": Gives.AMOUNT, "amount": max(reward.item.price, 1), "foods": foods}


def prolong_coupon(order: Order) -> None:
    """A coupon that comes back with a cancelled order lasts as long as points would. Repeatable."""
    used = RewardUse.objects.filter(coupon__uses__checkout_token=order.checkout_token)
    last_day = today(order.state_changed_at) + GRACE
    Promotion.objects.filter(pk__in=used.values("coupon"), ends_on__lt=last_day).update(
        ends_on=last_day
    )


def open_coupons(account: PointsAccount | None, now: dt.datetime) -> list[RewardUse]:
    """Coupons that were exchanged and still wait for their order, newest first. One query."""
    if account is None:
        return []
    is_used = PromotionUse.objects.filter(promotion=OuterRef("coupon")).exclude(
        state=PromotionUse.State.RELEASED
    )
    uses = account.rewards.filter(~Exists(is_used), coupon__ends_on__gte=today(now))
    return list(uses.select_related("coupon", "reward").order_by("-at", "-pk"))


@dataclass(frozen=True, slots=True)
class OfferedReward:
    """A reward, and how many points somebody still lacks for it."""

    reward: Reward
    missing: int


def offered_rewards(balance: int) -> list[OfferedReward]:
    """What can be had, cheapest first, as it stands for a balance. One query."""
    rewards = Reward.objects.filter(is_active=True).exclude(item__is_listed=False)
    return [
        OfferedReward(reward, max(0, reward.points - balance))
        for reward in rewards.order_by("points", "pk")
    ]
