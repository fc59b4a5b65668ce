"""Reading points: what an account has, what that is worth, and whether the sums agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from ordering.delivery.schedule import today
from ordering.orders.models import Order
from ordering.promotions.values import Customer
from site_core.users.models import User

from .arithmetic import months_later, payable, points_for
from .models import LoyaltyRules, OrderPoints, PointsAccount, PointsLot, Tier
from .rules import rules_at

# A year, as the tiers count it.
WINDOW_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Payable:
    """Points that an order takes, and the RWF that they pay."""

    points: int
    amount: int


NOTHING = Payable(0, 0)


def usable_points(user: User | None, now: dt.datetime) -> int:
    """What the account can spend today; nothing for a guest. One query."""
    if user is None:
        return 0
    lots = PointsLot.objects.filter(account__user=user, left__gt=0, expires_on__gte=today(now))
    return lots.aggregate(sum=Sum("left"))["sum"] or 0


def payable_points(user: User | None, *, price: int, now: dt.datetime) -> Payable:
    """How much of an order of `price` RWF (food and delivery) the account's points pay."""
    usable = usable_points(user, now)
    if usable == 0:
        return NOTHING
    rules = rules_at(now)
    points = payable(usable, price=price, rules=rules)
    return Payable(points, points * rules.point_value)


def still_payable(order: Order, *, price: int) -> int:
    """RWF of the points of an order that another price of it still takes; whole points only."""
    if not order.points_credit:
        return 0
    rules = OrderPoints.objects.select_related("rules").get(order=order).rules
    points = payable(order.points_credit // rules.point_value, price=price, rules=rules)
    return points * rules.point_value


def points_row(order: Order) -> OrderPoints | None:
    """What an order has to do with points; None until it has. One query."""
    return OrderPoints.objects.filter(order=order).first()


def points_returned(order: Order) -> int:
    """RWF of what the order costs that was paid with points and given back."""
    row = OrderPoints.objects.select_related("rules").filter(order=order).first()
    if row is None or not order.points_credit:
        return 0
    left = (row.spent - row.given_back) * row.rules.point_value
    return max(0, order.points_credit - left)


def earns(food: int, *, tier: str = Tier.BRONZE, rules: LoyaltyRules) -> int:
    """Points that food for so many RWF brings."""
    return points_for(food, rules=rules, tier=tier)


def account_for(user: User) -> PointsAccount | None:
    return PointsAccount.objects.filter(user=user).first()


def tier_of(user: User | None) -> Tier:
    """Bronze for whoever has no account yet."""
    if user is None:
        return Tier.BRONZE
    tier = PointsAccount.objects.filter(user=user).values_list("tier", flat=True).first()
    return Tier(tier) if tier else Tier.BRONZE


def tiers_from(tier: str) -> list[Tier]:
    """A tier and those above it."""
    tiers = list(Tier)
    return tiers[tiers.index(Tier(tier)) :]


def accounts_from(tier: str) -> QuerySet[PointsAccount]:
    """Accounts of people who reached a tier."""
    return PointsAccount.objects.filter(tier__in=tiers_from(tier), user__isnull=False)


def has_reached(customer: Customer, *, tier: str) -> bool:
    """Whether the customer's account has this tier or a higher one. One query; not for guests."""
    if customer.user_id is None:
        return False
    return accounts_from(tier).filter(user=customer.user_id).exists()


def expiring_lots(user: User, now: dt.datetime) -> list[tuple[dt.date, int]]:
    """The next days on which points expire, with how many. One query."""
    lots = PointsLot.objects.filter(account__user=user, left__gt=0, expires_on__gte=today(now))
    rows = lots.values_list("expires_on").annotate(Sum("left")).order_by("expires_on")
    return list(rows[:6])


def window_start(now: dt.datetime) -> dt.datetime:
    """The moment from which money counts for a tier."""
    return now - (now.date() - months_later(now.date(), -WINDOW_MONTHS))


def spent_in_window(account: PointsAccount, now: dt.datetime) -> int:
    """RWF of the last twelve months that count for the tier."""
    orders = OrderPoints.objects.filter(account=account, counted_at__gt=window_start(now))
    return orders.aggregate(sum=Sum("paid"))["sum"] or 0


def wrong_balances() -> QuerySet[PointsAccount]:
    """Accounts whose balance is not the sum of their entries. There must be none."""
    return PointsAccount.objects.annotate(written=Coalesce(Sum("entries__points"), 0)).exclude(
        written=F("balance") - F("debt")
    )


def wrong_lots() -> QuerySet[PointsAccount]:
    """Accounts whose lots do not add up to their balance. There must be none."""
    return PointsAccount.objects.annotate(kept=Coalesce(Sum("lots__left"), 0)).exclude(
        kept=F("balance")
    )
