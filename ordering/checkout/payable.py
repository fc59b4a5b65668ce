"""The way to pay of an order that is being placed: offered, able to ask this phone, not overused."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from ordering.delivery.models import Zone
from ordering.orders.models import Order
from ordering.orders.states import State
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
from site_core.users.models import User

from .errors import CannotPlace, TooManyUnpaid
from .values import Wish

# Orders of one phone or account that may wait for their payment at once.
MAX_UNPAID = 3


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
    if method.gateway.order_state == State.PENDING:
        _refuse_too_many_unpaid(phone=wish.contact.phone, user=wish.contact.user)
    return method


def _refuse_too_many_unpaid(*, phone: str, user: User | None) -> None:
    """An unpaid order holds portions that others would buy, so nobody holds many.

    Counted, not locked: somebody who presses twice at once may hold one more, for minutes.
    """
    whose = Q(phone=phone) if user is None else Q(phone=phone) | Q(user=user)
    if Order.objects.filter(whose, state=State.PENDING).count() >= MAX_UNPAID:
        raise TooManyUnpaid(
            _("%(count)d orders of yours wait for their payment. Please pay or cancel one first.")
            % {"count": MAX_UNPAID}
        )


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
