"""The discounts of an order: written down with it, and judged anew when its content changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ordering.pricing.values import FeeRule, Quote
from ordering.promotions.selectors import offers_of_token
from ordering.promotions.services import rebook_uses
from ordering.promotions.values import Customer, Decision, Food, Grant, Occasion

from .models import Order, OrderDiscount


def write_discounts(order: Order, grants: Sequence[Grant]) -> None:
    """Copies of what was granted and why, in the order of pricing."""
    OrderDiscount.objects.bulk_create(
        OrderDiscount(
            order=order,
            position=position,
            promotion=grant.promotion,
            reason=grant.promotion.name,
            shown_reason=grant.promotion.name_in(order.language),
            coupon=grant.promotion.code,
            target=grant.discount.target.value,
            amount=grant.discount.amount,
        )
        for position, grant in enumerate(grants)
    )


def write_plan_discounts(order: Order, quote: Quote, reason: str, shown_reason: str) -> None:
    """Copies of what a plan covers: of the food, and of bringing it."""
    OrderDiscount.objects.bulk_create(
        OrderDiscount(
            order=order,
            position=position,
            reason=reason[:120],
            shown_reason=shown_reason[:120],
            target=applied.target.value,
            amount=applied.amount,
        )
        for position, applied in enumerate(quote.discounts)
    )


def discounts_for_change(
    *, order: Order, foods: Sequence[Food], rule: FeeRule, zone: str
) -> Decision:
    """What the promotions of an order take off another content of it; writes nothing. Two queries.

    `rule.fee` is the fee before any promotion, `zone` the code of where it goes. No promotion comes
    on top: what was agreed when the order was placed is judged on what is ordered now.
    """
    occasion = Occasion(
        now=order.placed_at,
        customer=Customer(order.user_id, order.phone),
        zone=zone,
        method=order.payment_method,
    )
    return offers_of_token(order.checkout_token).decide(foods, occasion, rule)


def rebook_discounts(*, order: Order, grants: Sequence[Grant], now: dt.datetime) -> None:
    """The order has another content: its discounts and their uses become `grants`.

    Inside the transaction of the change, after the order is written. Raises UsedUp where a budget
    does not hold what came on top.
    """
    order.discounts.all().delete()
    write_discounts(order, grants)
    rebook_uses(token=order.checkout_token, grants=grants, now=now)
