"""Changing and forgetting a kept eater, in carts that cook for them and beside orders that did."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from ordering.carts.models import Cart
from ordering.dietary.models import Eater
from ordering.dietary.services import describe_eater, tell_followers
from ordering.orders.models import Order


# As long as the cart of a guest is kept.
def change_eater(*, eater: Eater, name: str, avoids: Sequence[str], diets: Sequence[str]) -> Eater:
    """Write new needs down as a new row; carts follow at once, orders keep what they knew.

    A cart that kept the old row would be judged by yesterday's allergies.
    """
    with transaction.atomic():
        changed = describe_eater(
            owner=eater.owner, name=name, avoids=avoids, diets=diets, replaces=eater
        )
        Cart.objects.filter(eater=eater).update(eater=changed)
    return changed


def forget_eater(*, eater: Eater) -> None:
    """Delete what we know of somebody; what an order was cooked by stays with that order."""
    with transaction.atomic():
        Cart.objects.filter(eater=eater).update(eater=None)
        tell_followers(eater, None)
        if Order.objects.filter(eater=eater).exists():
            Eater.objects.filter(pk=eater.pk).update(is_current=False, owner=None)
        else:
            eater.delete()
