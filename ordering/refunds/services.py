"""Deciding that money goes back. `open_refund_task` is at home in tasks.py and found here too.

A decision is written with its parts in one transaction; `carrying.py` then asks the providers,
outside of it. Everything about one order's money is decided under the locks of its payments and of
the order, in that order, so that two people never give back the same franc.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from ordering.payments.locks import lock_money
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf
from site_core.users.models import User

from .limits import check_second_person, decides_alone
from .models import Refund, RefundLine, RefundTask
from .parts import add_event, write_parts
from .selectors import decided_so_far, lines_left, refundable
from .tasks import open_refund_task, settle_task


class CannotRefund(DomainError):
    """Nothing was given back, and nothing was written."""


def refund_order(
    *,
    order: Order,
    amount: int,
    reason: str,
    actor: User | None,
    now: dt.datetime,
    unique_key: str,
    way: str = Refund.Way.BACK,
    quantities: Mapping[int, int] | None = None,
    task: RefundTask | None = None,
) -> Refund:
    """Give back `amount` RWF of an order, or ask a second person where the limits say so.

    Newest payment first, store credit last; the way it came where it can, else by hand.
    `quantities` says how many of which line (by key) it is for. No provider is asked here, so it
    may run inside a transaction. Safe to repeat: one key makes one refund. Raises CannotRefund,
    NotYours or NoAccount and writes nothing. `actor` None is the house following its own rules.
    """
    with transaction.atomic():
        lock_money(order.pk)
        known = Refund.objects.filter(unique_key=unique_key).first()
        if known is not None:
            return known
        _check(order, amount, reason)
        alone = decides_alone(actor=actor, sum_of_order=decided_so_far(order) + amount)
        refund = Refund.objects.create(
            order=order,
            task=task,
            amount=amount,
            way=way,
            reason=reason.strip()[:200],
            state=Refund.State.REQUESTED,
            unique_key=unique_key,
            requested_by=actor,
            created_at=now,
        )
        _write_lines(refund, quantities or {})
        add_event(refund, actor=actor, now=now)
        if task is not None:
            settle_task(
                task=task,
                state=RefundTask.State.DONE,
                outcome=refund.reason,
                actor=actor,
                now=now,
            )
        if alone:
            write_parts(refund, actor=actor, now=now)
    return refund


def approve_refund(*, refund: Refund, actor: User, now: dt.datetime) -> None:
    """A second person agrees: the money goes. Raises NotYours or CannotRefund, changing nothing."""
    check_second_person(actor=actor, refund=refund)
    with transaction.atomic():
        lock_money(refund.order.pk)
        _claim_request(refund)
        _check(refund.order, refund.amount, refund.reason)
        write_parts(refund, actor=actor, now=now)


def reject_refund(*, refund: Refund, reason: str, actor: User, now: dt.datetime) -> None:
    """A second person does not agree, or whoever asked takes it back. Nothing was taken yet.

    Raises NotYours or CannotRefund and changes nothing.
    """
    if refund.requested_by_id != actor.pk:
        check_second_person(actor=actor, refund=refund)
    with transaction.atomic():
        lock_money(refund.order.pk)
        _claim_request(refund)
        Refund.objects.filter(pk=refund.pk).update(
            state=Refund.State.REJECTED, decided_by=actor, settled_at=now
        )
        refund.refresh_from_db()
        add_event(refund, actor=actor, now=now, detail=reason)


def _claim_request(refund: Refund) -> None:
    """Under the locks of the order: the state read now is the one that counts."""
    refund.refresh_from_db()
    if refund.state != Refund.State.REQUESTED:
        raise CannotRefund(_("Somebody has decided about this refund already."))


def _check(order: Order, amount: int, reason: str) -> None:
    if amount < 1:
        raise CannotRefund(_("Please say how much goes back."))
    if not reason.strip():
        raise CannotRefund(_("Please say why."))
    left = refundable(order)
    if left == 0:
        raise CannotRefund(_("Nothing of this order's money is left to give back."))
    if amount > left:
        raise CannotRefund(
            _("At most %(left)s can be given back for this order.") % {"left": format_rwf(left)}
        )


def _write_lines(refund: Refund, quantities: Mapping[int, int]) -> None:
    """Raises CannotRefund for more of a line than is left of it."""
    found = {entry.line.pk: entry for entry in lines_left(refund.order)}
    for key, quantity in sorted(quantities.items()):
        entry = found.get(key)
        if entry is None or not 1 <= quantity <= entry.left:
            raise CannotRefund(_("That many of this dish were not ordered, or went back before."))
        RefundLine.objects.create(
            refund=refund,
            line=entry.line,
            name=entry.line.name,
            quantity=quantity,
            amount=entry.cost_of(quantity),
        )


def cost_of_lines(order: Order, quantities: Mapping[int, int]) -> int:
    """RWF for that many of these lines: after discounts, without the delivery fee.

    When nothing of the food is left with the customer, everything goes back, the fee with it.
    Raises CannotRefund for more of a line than is left of it.
    """
    entries = lines_left(order)
    known = {entry.line.pk for entry in entries}
    if not quantities or set(quantities) - known:
        raise CannotRefund(_("Please say how many of which dish go back."))
    for entry in entries:
        if not 0 <= quantities.get(entry.line.pk, 0) <= entry.left:
            raise CannotRefund(_("That many of this dish were not ordered, or went back before."))
    left = refundable(order)
    if all(quantities.get(entry.line.pk, 0) == entry.left for entry in entries):
        return left
    return min(left, sum(e.cost_of(quantities.get(e.line.pk, 0)) for e in entries))


def refund_cancelled(
    *, order: Order, actor: User | None, now: dt.datetime, reason: str = ""
) -> None:
    """What follows for the money when an order is cancelled. Inside that transaction; repeatable.

    Nothing was cooked: everything that was paid goes back by itself. Something was: a person looks
    at it, for who bears the loss is no matter for a rule.
    """
    left = refundable(order)
    if left == 0:
        return
    words = reason.strip() or _("The order was cancelled.")
    if order.hold == Order.Hold.RETURNED:
        refund_order(
            order=order,
            amount=left,
            reason=words,
            actor=None,
            now=now,
            unique_key=f"cancelled:{order.code}",
        )
    else:
        open_refund_task(
            order=order, amount=left, reason=words, now=now, unique_key=f"cancelled:{order.code}"
        )
