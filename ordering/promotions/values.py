"""What a decision about promotions needs to know, and what it answers. Pure values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ordering.delivery.places import Place
from ordering.pricing.values import Discount

from .models import Promotion


@dataclass(frozen=True, slots=True)
class Food:
    """A line of a cart as promotions see it. `key` tells it from other lines in whatever order."""

    key: str
    item: str
    category: str
    tags: frozenset[str]
    unit_price: int
    quantity: int
    tax_rate: int

    def is_one_of(self, targets: list[str]) -> bool:
        """Whether any target names it: "item:…", "category:…", "tag:…". No target: all food."""
        if not targets:
            return True
        names = {f"item:{self.item}", f"category:{self.category}"}
        names.update(f"tag:{tag}" for tag in self.tags)
        return not names.isdisjoint(targets)


@dataclass(frozen=True, slots=True)
class Customer:
    """Who orders, as far as is known: an account, a phone number in E.164, both, or neither yet.

    `invited_by` is the key of the account by whose invitation they came.
    """

    user_id: int | None = None
    phone: str = ""
    invited_by: int | None = None
    place: Place | None = None

    @property
    def is_known(self) -> bool:
        return self.user_id is not None or bool(self.phone)


@dataclass(frozen=True, slots=True)
class Occasion:
    """The circumstances of an order. `zone` and `method` are codes, empty while nobody said."""

    now: dt.datetime
    customer: Customer = field(default_factory=Customer)
    zone: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used so far, by counter: uses and RWF. A counter that is missing stands at zero."""

    uses: Mapping[str, int] = field(default_factory=dict)
    amount: int = 0


class Why(StrEnum):
    """How a promotion stands to an order."""

    APPLIES = "applies"
    # Not for this order, whatever the customer does. The answer to a coupon does not say which.
    INACTIVE = "inactive"
    NOT_YET = "not_yet"
    ENDED = "ended"
    USED_UP = "used_up"
    USED_UP_TODAY = "used_up_today"
    USED_BY_CUSTOMER = "used_by_customer"
    BUDGET_SPENT = "budget_spent"
    NOT_FOR_CUSTOMER = "not_for_customer"
    # The customer can do something about these.
    OTHER_DAY = "other_day"
    OTHER_HOUR = "other_hour"
    NO_PLACE = "no_place"
    OTHER_ZONE = "other_zone"
    MINIMUM = "minimum"
    FOODS_MISSING = "foods_missing"
    OTHER_METHOD = "other_method"
    # It would hold, but something else is better.
    NOTHING_TO_LOWER = "nothing_to_lower"
    OTHER_IS_BETTER = "other_is_better"


# The customer cannot change these, and a guessed code must not learn them.
HIDDEN = frozenset(
    {
        Why.INACTIVE,
        Why.NOT_YET,
        Why.ENDED,
        Why.USED_UP,
        Why.USED_UP_TODAY,
        Why.USED_BY_CUSTOMER,
        Why.BUDGET_SPENT,
        Why.NOT_FOR_CUSTOMER,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one promotion stands: what it takes off in RWF, or why it does not.

    `missing` is what is lacking to its minimum, in RWF.
    """

    promotion: Promotion
    why: Why
    saving: int = 0
    missing: int = 0

    @property
    def applies(self) -> bool:
        return self.why == Why.APPLIES

    @property
    def is_hidden(self) -> bool:
        return self.why in HIDDEN


@dataclass(frozen=True, slots=True)
class Grant:
    """A promotion that applies, as the discount that pricing takes."""

    promotion: Promotion
    discount: Discount


@dataclass(frozen=True, slots=True)
class Decision:
    """What is granted, in the order of pricing, and how every promotion that was asked stands."""

    grants: tuple[Grant, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def discounts(self) -> tuple[Discount, ...]:
        return tuple(grant.discount for grant in self.grants)

    def finding_of(self, promotion: Promotion) -> Finding | None:
        return next((f for f in self.findings if f.promotion is promotion), None) or next(
            (f for f in self.findings if f.promotion.pk and f.promotion.pk == promotion.pk), None
        )
