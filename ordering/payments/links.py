"""Links at which somebody else pays: unguessable, expiring, taken back at will."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from ordering.orders.models import Order
from site_core.base.codes import link_code

from .models import PayLink

# Long enough to see afterwards that it worked; paying ends with the order's wait for money.
LINK_LASTS = dt.timedelta(days=2)


def make_link(*, order: Order, now: dt.datetime) -> PayLink:
    """The link of an order, made if it has none that works. Safe to repeat."""
    found = working_link(order, now)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            # One that is over makes room for the next.
            order.pay_links.filter(revoked_at=None, expires_at__lte=now).update(revoked_at=now)
            return PayLink.objects.create(
                order=order, code=link_code(), created_at=now, expires_at=now + LINK_LASTS
            )
    except IntegrityError:
        return order.pay_links.get(revoked_at=None)


def revoke_link(*, order: Order, now: dt.datetime) -> None:
    """Whoever holds the link sees nothing any more. Safe to repeat."""
    order.pay_links.filter(revoked_at=None).update(revoked_at=now)


def working_link(order: Order, now: dt.datetime) -> PayLink | None:
    return order.pay_links.filter(revoked_at=None, expires_at__gt=now).first()


def link_url(link: PayLink, language: str) -> str:
    with override(language):
        return f"{settings.SITE_BASE_URL}{reverse('pay_for_other', args=[link.code])}"
