"""What an account can pay by itself: points first, then store credit, alone or together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ordering.carts.values import CartView
from ordering.credit.selectors import balance_of
from ordering.loyalty.selectors import payable_points
from ordering.pricing.services import with_credit, with_points
from ordering.pricing.values import Quote


@dataclass(frozen=True, slots=True)
class AccountPays:
    """The price as each choice would make it; `points` and the amounts are 0 where there is none."""

    points: int
    with_points: Quote
    with_credit: Quote
    with_both: Quote


def account_pays(view: CartView, now: dt.datetime) -> AccountPays:
    """Nothing for a guest. Up to three queries."""
    user, price = view.cart.user, view.quote
    points, credit = payable_points(user, price=price.total, now=now), balance_of(user)
    by_points = with_points(price, points.amount)
    return AccountPays(
        points=points.points,
        with_points=by_points,
        with_credit=with_credit(price, credit),
        with_both=with_credit(by_points, credit),
    )
