"""The arithmetic of points: pure, and the table of docs/loyalty.md. Money in RWF, points whole.

Everything that is shared out is rounded down, and always counted from the whole, so that three
refunds of a third take back exactly what one refund of everything takes back.
"""

from __future__ import annotations

import calendar
import datetime as dt

from .models import LoyaltyRules, Tier


def points_for(food: int, *, rules: LoyaltyRules, tier: str = Tier.BRONZE) -> int:
    """What `food` RWF, paid and delivered, bring: a point per full amount, times the tier."""
    return max(food, 0) // rules.earn_amount * rules.factor_of(tier) // 100


def payable(points: int, *, price: int, rules: LoyaltyRules) -> int:
    """How many of `points` an order of `price` RWF (food and delivery) takes."""
    limit = price * rules.max_share // 100
    return min(max(points, 0), limit // rules.point_value)


def share(points: int, *, gone: int, whole: int) -> int:
    """Which part of `points` goes with `gone` of `whole` RWF, rounded down."""
    return points * min(max(gone, 0), whole) // whole if whole > 0 else 0


def tier_for(spent: int, *, rules: LoyaltyRules) -> Tier:
    """The tier of whoever spent that much in twelve months; from a limit on, it is reached."""
    return [tier for tier, start in rules.starts_of_tiers() if spent >= start][-1]


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later (or earlier) month, or its last: 29 February to 28 February."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )
