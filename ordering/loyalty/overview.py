"""What the points page of an account shows, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ordering.delivery.schedule import today
from site_core.users.models import User

from .models import LoyaltyRules, PointsAccount, Tier
from .rules import rules_at
from .selectors import account_for, expiring_lots, spent_in_window


@dataclass(frozen=True, slots=True)
class TierStep:
    tier: Tier
    start: int
    factor: int
    is_reached: bool
    is_current: bool

    @property
    def extra(self) -> int:
        """How many percent more it earns."""
        return self.factor - 100


@dataclass(frozen=True, slots=True)
class Overview:
    """Points whole, amounts in RWF. `missing` RWF lead to the `next_tier`, where there is one.

    What expires until `soon_until` was, or is about to be, written about.
    """

    account: PointsAccount | None
    rules: LoyaltyRules
    balance: int
    worth: int
    debt: int
    expiring: Sequence[tuple[dt.date, int]]
    soon_until: dt.date
    spent: int
    tier: Tier
    steps: Sequence[TierStep]
    next_tier: Tier | None
    missing: int

    @property
    def progress(self) -> int:
        """How far the way to the next tier is done, in percent."""
        whole = self.spent + self.missing
        return self.spent * 100 // whole if self.next_tier and whole else 100


def points_overview(user: User, now: dt.datetime) -> Overview:
    """Four queries, whatever the length of the history."""
    account, rules = account_for(user), rules_at(now)
    spent = spent_in_window(account, now) if account else 0
    tier = Tier(account.tier) if account else Tier.BRONZE
    starts = rules.starts_of_tiers()
    # The day's look at the tiers may be still to come: nobody is shown the way to what they have.
    higher = starts[[step for step, _start in starts].index(tier) + 1 :]
    above = [(step, start) for step, start in higher if start > spent]
    balance = account.balance if account else 0
    return Overview(
        account=account,
        rules=rules,
        balance=balance,
        worth=balance * rules.point_value,
        debt=account.debt if account else 0,
        expiring=expiring_lots(user, now) if account else (),
        soon_until=today(now) + dt.timedelta(days=rules.warning_days),
        spent=spent,
        tier=tier,
        steps=tier_steps(rules, spent=spent, current=tier),
        next_tier=above[0][0] if above else None,
        missing=above[0][1] - spent if above else 0,
    )


def tier_steps(
    rules: LoyaltyRules, *, spent: int = 0, current: Tier | None = None
) -> tuple[TierStep, ...]:
    """All tiers, lowest first, as they stand for whoever spent that much."""
    return tuple(
        TierStep(step, start, rules.factor_of(step), spent >= start, step == current)
        for step, start in rules.starts_of_tiers()
    )
