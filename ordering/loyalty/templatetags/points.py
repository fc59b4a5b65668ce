"""What an order or a dish brings in points: one sentence, the same on every page.

The figure on a dish is for everybody the same, so that its page stays one copy; see
docs/decisions/0002. One query for the rules where they are needed.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from ordering.loyalty.arithmetic import points_for
from ordering.loyalty.rules import rules_at
from ordering.loyalty.selectors import points_row, tier_of
from ordering.orders.models import Order
from ordering.pricing.values import Quote
from site_core.users.models import User

register = template.Library()
TEMPLATE = "loyalty/_brings.html"


@register.inclusion_tag(TEMPLATE)
def dish_points(price: int) -> dict[str, Any]:
    """For one portion at its plain price, at the lowest tier."""
    return {"points": points_for(price, rules=rules_at(timezone.now()))}


@register.inclusion_tag(TEMPLATE)
def cart_points(price: Quote, user: Any = None) -> dict[str, Any]:
    """By the tier of the account; a guest reads what an account would bring."""
    account = user if isinstance(user, User) else None
    rules = rules_at(timezone.now())
    points = points_for(price.food, rules=rules, tier=tier_of(account))
    return {"points": points, "needs_account": account is None}


@register.inclusion_tag(TEMPLATE)
def order_points(order: Order) -> dict[str, Any]:
    """What it brought, or will bring. Nothing for the order of a guest."""
    if order.user_id is None:
        return {"points": 0}
    row = points_row(order)
    if row is not None and row.counted_at:
        return {"points": row.earned, "is_earned": True}
    if not order.is_open:
        return {"points": 0}
    food = order.subtotal - order.discount - order.points_credit
    tier = tier_of(order.user)
    return {"points": points_for(food, rules=rules_at(order.placed_at), tier=tier)}
