"""The order in which rows of a plan are locked."""

from __future__ import annotations

from .models import Subscription


def lock(subscription_id: int) -> Subscription:
    """The subscription, locked until the end of the transaction: changes of its calendar follow
    one another. Always before its meals and before any money."""
    return (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("plan", "eater", "user")
        .get(pk=subscription_id)
    )
