"""What must hold in the books at any moment, read from the rows and never from the services.

`wrong_in_the_books` names every sum that is not what it should be; an empty list is a sound house.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, QuerySet, Sum

from ordering.catalogue.models import DailyPortions
from ordering.credit.models import CreditAccount, CreditEntry, CreditUse
from ordering.delivery.models import SlotDay
from ordering.delivery.schedule import KIGALI
from ordering.loyalty.models import OrderPoints, PointsAccount, PointsEntry
from ordering.orders.models import Order, OrderDiscount
from ordering.orders.states import PaymentState, State
from ordering.payments.models import Payment, PaymentEvent, Status
from ordering.promotions.models import Promotion, PromotionUse, UseCounter
from ordering.receipts.document import read_document
from ordering.receipts.models import Receipt, Series
from ordering.receipts.writing import FEE_RATE
from ordering.refunds.models import Refund, RefundPart, RefundTask
from ordering.settlement.selectors import figures_of
from ordering.subscriptions.models import Meal, Period
from site_core.base.money import vat_inside

RETURNED, RELEASED = Order.Hold.RETURNED, PromotionUse.State.RELEASED
OVER_WITH = (PaymentState.REFUNDED, PaymentState.PARTLY_REFUNDED)


def wrong_in_the_books() -> list[str]:
    """A sentence for each thing that is wrong. Around twenty queries, however many orders."""
    orders = list(
        Order.objects.select_related("slot_day")
        .prefetch_related("lines", "discounts", "payments__refund_parts", "refunds", "receipts")
        .order_by("pk")
    )
    return [
        *_orders(orders),
        *_payments(orders),
        *_portions(orders),
        *_promotions({order.checkout_token: order for order in orders}),
        *_credit(),
        *_points(),
        *wrong_in_the_plans(),
        *_receipts(orders),
        *_report(),
    ]


def _differ(what: str, is_: object, should: object) -> Iterator[str]:
    if is_ != should:
        yield f"{what} is {is_}, should be {should}"


def _orders(orders: Iterable[Order]) -> Iterator[str]:
    """An order's figures follow from its lines and its reasons."""
    for order in orders:
        lines = list(order.lines.all())
        food, fee = [0], []
        for one in order.discounts.all():
            (fee if one.target == OrderDiscount.On.DELIVERY else food).append(one.amount)
        yield from _differ(f"{order} food", order.subtotal, sum(line.gross for line in lines))
        yield from _differ(f"{order} discount", order.discount, sum(x.discount for x in lines))
        yield from _differ(f"{order} reasons", sum(food), order.discount)
        by_rate: dict[int, int] = defaultdict(int)
        for line in lines:
            by_rate[line.tax_rate] += line.gross - line.discount
        if order.fee:
            by_rate[FEE_RATE] += order.fee
        vat = {str(rate): vat_inside(amount, rate) for rate, amount in by_rate.items()}
        yield from _differ(f"{order} VAT", order.vat, vat)


def _payments(orders: Iterable[Order]) -> Iterator[str]:
    """No franc comes in or goes out twice, and none is forgotten."""
    received = Counter(
        PaymentEvent.objects.filter(status=Status.SUCCEEDED).values_list("payment", flat=True)
    )
    by_credit = dict(CreditUse.objects.values_list("order", "amount"))
    credit_back = dict(CreditUse.objects.values_list("order", "given_back"))
    open_tasks = set(
        RefundTask.objects.filter(state=RefundTask.State.OPEN).values_list("order", flat=True)
    )
    for order in orders:
        came = back = arrived = loose = 0
        for payment in order.payments.all():
            is_in = payment.status == Status.SUCCEEDED
            yield from _differ(f"{order} told of {payment}", received[payment.pk], int(is_in))
            parts = [p for p in payment.refund_parts.all() if p.state != RefundPart.State.FAILED]
            yield from _differ(
                f"{order} refunded of {payment}", payment.refunded, sum(p.amount for p in parts)
            )
            if not 0 <= payment.refunded <= (payment.amount if is_in else 0):
                yield f"{order}: {payment.refunded} went back of {payment}"
            came += payment.amount if is_in else 0
            back += payment.refunded
            arrived += sum(p.amount for p in parts if p.state == RefundPart.State.SUCCEEDED)
            loose += payment.loose_since is not None
        kept, price = came - back, order.total
        credit_left = by_credit.get(order.pk, 0) - credit_back.get(order.pk, 0)
        if order.payment_state == PaymentState.PAID and came - arrived < price:
            yield f"{order} is paid, but {came - arrived} of {price} are here"
        settled = order.state in {State.CONFIRMED, State.PREPARING} and came >= price and not back
        if settled and order.payment_state != PaymentState.PAID:
            yield f"{order} holds {kept} of {price} and is {order.payment_state}"
        if order.state == State.PENDING and kept >= price:
            yield f"{order} waits for money that is there"
        surplus = kept + credit_left if order.state == State.CANCELLED else kept - price
        is_seen = (
            loose
            or order.pk in open_tasks
            or any(refund.state != Refund.State.REJECTED for refund in order.refunds.all())
        )
        if surplus > 0 and not is_seen:
            yield f"{order}: nobody knows of {surplus} too much"


def _portions(orders: Iterable[Order]) -> Iterator[str]:
    """What is taken is what live orders hold."""
    slots: Counter[int] = Counter()
    dishes: Counter[tuple[int, dt.date]] = Counter()
    for order in orders:
        if order.hold == RETURNED:
            continue
        for line in order.lines.all():
            slots[order.slot_day_id] += line.quantity
            if line.item_id is not None:
                dishes[line.item_id, order.slot_day.date] += line.quantity
    for day in SlotDay.objects.all():
        yield from _differ(f"slot {day.pk}", day.taken, slots[day.pk])
        if day.taken > day.capacity:
            yield f"slot {day.pk} is over its capacity"
    taken = {
        (row.item_id, row.date): row.taken for row in DailyPortions.objects.filter(taken__gt=0)
    }
    yield from _differ("portions taken", taken, dict(dishes))


def _promotions(orders: dict[object, Order]) -> Iterator[str]:
    """Counters are the uses of live orders, uses are what orders show, and no limit is passed."""
    uses: Counter[tuple[int, str]] = Counter()
    amounts: Counter[tuple[int, str]] = Counter()
    shown: dict[int, int] = defaultdict(int)
    for use in PromotionUse.objects.annotate(
        entries_uses=Sum("entries__uses"), entries_amount=Sum("entries__amount")
    ):
        order = orders[use.checkout_token]
        is_live = use.state != RELEASED
        yield from _differ(f"{order} ledger", use.entries_uses, int(is_live))
        yield from _differ(f"{order} ledger RWF", use.entries_amount, use.amount * is_live)
        if is_live and order.state == State.CANCELLED:
            yield f"{order} is cancelled and keeps a use"
        if not is_live:
            continue
        shown[order.pk] += use.amount
        for key in use.keys:
            uses[use.promotion_id, key] += 1
            amounts[use.promotion_id, key] += use.amount
    for order in orders.values():
        if order.state != State.CANCELLED:
            said = sum(one.amount for one in order.discounts.all())
            yield from _differ(f"{order} uses", shown[order.pk], said)
    promotions = Promotion.objects.in_bulk()
    for counter in UseCounter.objects.all():
        key, promotion = (counter.promotion_id, counter.key), promotions[counter.promotion_id]
        yield from _differ(f"counter {key}", counter.uses, uses[key])
        yield from _differ(f"counter {key} RWF", counter.amount, amounts[key])
        if counter.key == "all":
            limit, budget = promotion.max_uses, promotion.budget
        else:
            is_day = counter.key.startswith("day:")
            limit = promotion.max_uses_per_day if is_day else promotion.max_uses_per_customer
            budget = None
        if counter.uses > (limit or counter.uses) or counter.amount > (budget or counter.amount):
            yield f"{promotion} is over its limit: {counter.key}"


def _credit() -> Iterator[str]:
    """A balance is the sum of its ledger, line by line; nothing comes back that was not used."""
    running: dict[int, int] = defaultdict(int)
    back: dict[int, int] = defaultdict(int)
    for entry in CreditEntry.objects.order_by("pk"):
        running[entry.account_id] += entry.amount
        yield from _differ(f"entry {entry.pk}", entry.balance_after, running[entry.account_id])
        if entry.kind == CreditEntry.Kind.GIVE_BACK and entry.order_id:
            back[entry.order_id] += entry.amount
    for account in CreditAccount.objects.all():
        yield from _differ(f"account {account.pk}", account.balance, running[account.pk])
    for use in CreditUse.objects.select_related("order"):
        yield from _differ(f"{use.order} credit back", use.given_back, back[use.order_id])
        if not 0 <= use.given_back <= use.amount or use.order.store_credit > use.amount:
            yield f"{use.order} used {use.amount}, shows {use.order.store_credit}"


def _points() -> Iterator[str]:
    """Ledger, balance and lots agree; an order's row says what its entries say and it shows."""
    running: dict[int, int] = defaultdict(int)
    moved: Counter[tuple[int | None, str]] = Counter()
    for entry in PointsEntry.objects.order_by("pk"):
        running[entry.account_id] += entry.points
        yield from _differ(f"entry {entry.pk}", entry.balance_after, running[entry.account_id])
        moved[entry.order_id, entry.kind] += entry.points
    for account in PointsAccount.objects.annotate(kept=Sum("lots__left", default=0)):
        yield from _differ(
            f"points of {account}", account.balance - account.debt, running[account.pk]
        )
        yield from _differ(f"lots of {account}", account.kept, account.balance)
    Kind = PointsEntry.Kind
    for row in OrderPoints.objects.select_related("order", "rules"):
        order, key = row.order, row.order_id
        yield from _differ(f"{order} points spent", row.spent, -moved[key, Kind.SPEND])
        yield from _differ(f"{order} points back", row.given_back, moved[key, Kind.GIVE_BACK])
        earned = moved[key, Kind.EARN] + moved[key, Kind.TAKE_BACK]
        yield from _differ(f"{order} points earned", row.earned, earned)
        if order.points_credit > row.spent * row.rules.point_value:
            yield f"{order} shows {order.points_credit} for {row.spent} points"
        if order.state == State.CANCELLED or order.payment_state == PaymentState.REFUNDED:
            yield from _differ(f"{order} points back", row.given_back, row.spent)
            yield from _differ(f"{order} points earned", row.earned, 0)
        elif row.counted_at and order.payment_state == PaymentState.PAID:
            yield from _differ(f"{order} points earned", row.earned, row.full)


def wrong_in_the_plans() -> Iterator[str]:
    """What was paid for a plan is delivered, given back or still to come, franc by franc."""
    worth: dict[int, Counter[str]] = defaultdict(Counter)
    for meal in Meal.objects.all():
        worth[meal.period_id][meal.state] += meal.price
    gone: Counter[str] = Counter()
    for period in Period.objects.select_related("order"):
        sums = worth[period.pk]
        is_paid = period.state == Period.State.PAID
        yield from _differ(f"period {period.pk}", sum(sums.values()), period.amount * is_paid)
        paid = period.order.total + period.order.credit
        yield from _differ(f"period {period.pk} price", paid, period.amount)
        gone.update(sums)
    credited = CreditEntry.objects.filter(unique_key__startswith="meal:")
    by_hand = RefundTask.objects.filter(unique_key__startswith="meal:")
    given = sum(_sum(rows) for rows in (credited, by_hand))
    yield from _differ("meals credited", given, gone[Meal.State.CREDITED])
    refunds = Refund.objects.filter(unique_key__startswith="period:")
    yield from _differ("meals paid back", _sum(refunds), gone[Meal.State.REFUNDED])


def _sum(rows: QuerySet[Any]) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def _receipts(orders: Iterable[Order]) -> Iterator[str]:
    """One receipt an order, with its figures; notes take off no more; numbers without gaps."""
    for order in orders:
        papers = list(order.receipts.all())
        notes = sum(paper.amount for paper in papers if paper.series == Series.CREDIT_NOTE)
        receipts = [paper for paper in papers if paper.series == Series.RECEIPT]
        if len(receipts) > 1 or notes > sum(paper.amount for paper in receipts):
            yield f"{order} has {len(receipts)} receipts and notes of {notes}"
        for paper in receipts:
            written = read_document(paper.snapshot)
            yield from _differ(f"{order} receipt", paper.amount, order.total + order.credit)
            yield from _differ(
                f"{order} receipt by rate", sum(written.gross_by_rate.values()), paper.amount
            )
    for row in Receipt.objects.values("series", "year").annotate(count=Count("pk")):
        of_series = Receipt.objects.filter(series=row["series"], year=row["year"])
        numbers = sorted(of_series.values_list("sequence", flat=True))
        yield from _differ(row["series"], numbers, list(range(1, row["count"] + 1)))


def _report() -> Iterator[str]:
    """Money of the day tells what the rows tell."""
    received: Counter[dt.date] = Counter()
    for payment in Payment.objects.filter(status=Status.SUCCEEDED):
        assert payment.settled_at is not None
        received[payment.settled_at.astimezone(KIGALI).date()] += payment.amount
    for day, amount in received.items():
        told = sum(figures.received for figures in figures_of(day))
        yield from _differ(f"received on {day}", told, amount)
