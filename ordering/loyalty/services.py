"""What an order has to do with points: they pay for it, it brings some, and both follow refunds.

`settle_order` compares what should have moved with what has, and posts the difference. So it may
be called at any moment, in any order and any number of times.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from ordering.credit.selectors import credit_left_of
from ordering.delivery.schedule import today
from ordering.orders.models import Order
from ordering.orders.states import PaymentState, State
from ordering.payments.locks import lock_money
from ordering.payments.selectors import kept
from site_core.users.models import User

from .arithmetic import points_for, share
from .expiry import GRACE, expire_account
from .ledger import Kind, account_of, lock_account, post
from .messages import tell_owed
from .models import OrderPoints, PointsAccount, PointsEntry
from .rewards import prolong_coupon
from .rules import rules_at

# Money came in, whatever became of it since.
WAS_PAID = (PaymentState.PAID, PaymentState.PARTLY_REFUNDED, PaymentState.REFUNDED)
# How far back the sweep looks for orders that were missed.
SWEEP_DAYS = 30


def spend_points(*, user: User, points: int, order: Order, now: dt.datetime) -> PointsEntry:
    """Pay an order with `points` (> 0). Raises NotEnoughPoints and changes nothing.

    Must run inside the transaction of what is paid for. Safe to repeat: an order is paid once.
    """
    with transaction.atomic():
        account, rules = lock_account(account_of(user).pk), rules_at(order.placed_at)
        # What expired last night pays nothing, also where the sweep is late.
        expire_account(account_id=account.pk, today=today(now), now=now)
        youngest = account.lots.filter(left__gt=0).aggregate(last=Max("expires_on"))["last"]
        entry, is_new = post(
            account_id=account.pk,
            kind=Kind.SPEND,
            points=-points,
            unique_key=f"spend:{order.code}",
            rules=rules,
            now=now,
            order=order,
            actor=user,
        )
        if is_new:
            OrderPoints.objects.create(
                order=order, account=account, rules=rules, spent=points, spent_until=youngest
            )
        return entry


@dataclass(frozen=True, slots=True)
class Money:
    """What an order costs without points, and how much of that went back, in RWF."""

    whole: int
    gone: int


def money_of(order: Order) -> Money:
    """Up to two queries. Nothing is gone of an order that was never paid."""
    whole = order.total + order.credit - order.points_credit
    if order.payment_state not in WAS_PAID:
        return Money(whole, 0)
    in_credit = credit_left_of(order) if order.credit > order.points_credit else 0
    return Money(whole, max(0, whole - kept(order) - in_credit))


def settle_order(*, order: Order, now: dt.datetime) -> None:
    """Bring points up to date with an order: earned, given back, taken back. Safe to repeat.

    Takes the locks of the order's money first. Nothing happens for a guest who spent none.
    """
    with transaction.atomic():
        order = lock_money(order.pk)
        if order.state == State.CANCELLED:
            prolong_coupon(order)
        row = OrderPoints.objects.filter(order=order).first()
        if row is None:
            if order.user is None or not _counts(order):
                return
            row = _open(order, account_of(order.user))
        # One at a time for each account; the row is read again behind the lock.
        account = lock_account(row.account_id)
        row.refresh_from_db()
        money = money_of(order)
        _give_back(row, order, money, now)
        if _counts(order):
            _earn(row, order, money, account, now)


def _counts(order: Order) -> bool:
    return order.state == State.DELIVERED and order.payment_state in WAS_PAID


def _open(order: Order, account: PointsAccount) -> OrderPoints:
    rules = rules_at(order.placed_at)
    return OrderPoints.objects.get_or_create(
        order=order, defaults={"account": account, "rules": rules}
    )[0]


def _give_back(row: OrderPoints, order: Order, money: Money, now: dt.datetime) -> None:
    """Points that paid go back with the money, in the same part; whole when no meal comes."""
    if not row.spent:
        return
    if order.state == State.CANCELLED:
        due = row.spent
    else:
        # A change may have made the order cost less than its points.
        used = order.points_credit // row.rules.point_value
        due = row.spent - used + share(used, gone=money.gone, whole=money.whole)
    if due > row.given_back:
        last_day = max(row.spent_until or today(now), today(now) + GRACE)
        _post(row, Kind.GIVE_BACK, due - row.given_back, order, now, expires_on=last_day)
        row.given_back = due
        row.save(update_fields=["given_back", "entries"])


def _earn(
    row: OrderPoints, order: Order, money: Money, account: PointsAccount, now: dt.datetime
) -> None:
    """What the order brings, less the part that was refunded. The first time decides the whole."""
    if row.counted_at is None:
        food = order.subtotal - order.discount - order.points_credit
        row.full = points_for(food, rules=row.rules, tier=account.tier)
        row.counted_at = now
    target = row.full - share(row.full, gone=money.gone, whole=money.whole)
    difference = target - row.earned
    if difference > 0:
        _post(row, Kind.EARN, difference, order, now)
    elif difference < 0:
        _post(row, Kind.TAKE_BACK, difference, order, now)
    row.earned, row.paid = target, money.whole - money.gone
    row.save(update_fields=["full", "earned", "paid", "counted_at", "entries"])
    if difference < 0:
        account.refresh_from_db(fields=["debt"])
        tell_owed(account, order, now=now)


def _post(
    row: OrderPoints,
    kind: Kind,
    points: int,
    order: Order,
    now: dt.datetime,
    *,
    expires_on: dt.date | None = None,
) -> None:
    row.entries += 1
    post(
        account_id=row.account_id,
        kind=kind,
        points=points,
        unique_key=f"order:{order.code}:{row.entries}",
        rules=row.rules,
        now=now,
        order=order,
        expires_on=expires_on,
    )


def grant_referral(*, user: User, points: int, order: Order, now: dt.datetime) -> None:
    """Thank somebody whose friend's order was delivered and paid. Once an order."""
    post(
        account_id=account_of(user).pk,
        kind=Kind.REFERRAL,
        points=points,
        unique_key=f"referral:{order.code}",
        rules=rules_at(now),
        now=now,
    )


def uncounted_orders(now: dt.datetime) -> QuerySet[Order]:
    """Orders of accounts, delivered and paid in the last month, whose points were not posted."""
    since = now - dt.timedelta(days=SWEEP_DAYS)
    missed = Q(points__isnull=True) | Q(points__counted_at__isnull=True)
    return Order.objects.filter(
        missed,
        user__isnull=False,
        state=State.DELIVERED,
        payment_state__in=WAS_PAID,
        state_changed_at__gte=since,
    ).order_by("state_changed_at", "pk")


def settle_due_orders(now: dt.datetime, *, limit: int = 500) -> int:
    """Post what delivered and paid orders bring; returns how many. Safe to repeat and beside itself."""
    orders = list(uncounted_orders(now)[:limit])
    for order in orders:
        settle_order(order=order, now=now)
    return len(orders)
