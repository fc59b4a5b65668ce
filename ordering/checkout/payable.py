"""The way to pay of an order that is being placed: offered, able to ask this phone, not overused."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from ordering.delivery.models import Zone
from ordering.orders.models import MAX_UNPAID, Order
from ordering.orders.states import State
from ordering.orders.values import Contact
from ordering.payments.methods import (
    NotOffered,
    OfferedMethod,
    WrongPayer,
    check_payer,
    choose,
    hold_until,
    offered_methods,
)
from ordering.payments.models import Method

from .errors import CannotPlace, TooManyUnpaid
from .values import Wish


def method_of(wish: Wish, *, zone: Zone, total: int) -> OfferedMethod | None:
    """How an order of `total` RWF will be paid; None for one that costs nothing.

    Raises CannotPlace when it cannot be paid like that.
    """
    if total == 0:
        return None
    try:
        method = choose(offered_methods(zone=zone, amount=total), wish.payment_method)
        check_payer(method.method, wish.payer)
    except (NotOffered, WrongPayer) as refusal:
        raise CannotPlace(str(refusal)) from None
    return method


def unpaid_place_for(contact: Contact) -> int:
    """A free place among the unpaid orders of a phone and an account. Raises TooManyUnpaid.

    An unpaid order holds portions that others would buy, so nobody holds many. The place is only
    seen to be free: a unique constraint lets one of two orders have it.
    """
    whose = Q(phone=contact.phone)
    if contact.user is not None:
        whose |= Q(user=contact.user)
    taken = Order.objects.filter(whose, state=State.PENDING).values_list("unpaid_place", flat=True)
    free = set(range(1, MAX_UNPAID + 1)).difference(taken)
    if not free:
        raise TooManyUnpaid(
            _("%(count)d orders of yours wait for their payment. Please pay or cancel one first.")
            % {"count": MAX_UNPAID}
        )
    return min(free)


def hold_of(order: Order, method: OfferedMethod | None, now: dt.datetime) -> dt.datetime | None:
    """Until when the order waits for an attempt that begins now; None when it does not wait."""
    if method is None or method.method == Method.CASH:
        return None
    return hold_until(
        minutes=method.hold_minutes,
        now=now,
        placed_at=order.placed_at,
        promised_from=order.promised_from,
        is_asap=order.is_asap,
    )
