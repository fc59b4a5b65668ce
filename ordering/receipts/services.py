"""Giving out papers: numbered without gaps, once for one reason, never changed afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from site_core.base.errors import DomainError
from site_core.base.money import allocate, vat_inside
from site_core.users.models import User

from .document import Document, read_document
from .messages import tell_receipt
from .models import EbmEntry, Receipt, ReceiptCounter, Series
from .writing import paper_number, write_credit_note, write_receipt


class EbmRefused(DomainError):
    """The number of the tax machine was not written."""


def issue_receipt(*, order: Order, now: dt.datetime) -> Receipt:
    """The receipt of an order that is paid and can no longer change. Safe to repeat: it is one.

    Whether it is time, `refunds.papers` knows.
    """
    return _issue(
        series=Series.RECEIPT,
        order=order,
        unique_key=f"order:{order.code}",
        amount=order.total + order.credit,
        write=lambda number: write_receipt(order, number=number, now=now),
        now=now,
    )


def issue_credit_note(
    *,
    order: Order,
    amount: int,
    reason: str,
    unique_key: str,
    now: dt.datetime,
    gross_by_rate: Mapping[int, int] | None = None,
) -> Receipt | None:
    """Take `amount` RWF off the receipt of an order, at most what is left of it.

    None where there is no receipt, or nothing left to take off. `gross_by_rate` says which tax
    classes it is for; without it, or where it does not fit, all classes in proportion. Safe to
    repeat: one key gives out one paper.
    """
    known = Receipt.objects.filter(unique_key=unique_key).first()
    receipt = Receipt.objects.filter(order=order, series=Series.RECEIPT).first()
    if known is not None or receipt is None:
        return known
    with transaction.atomic():
        # Two notes of one order are written one after the other: each sees what the other took.
        Order.objects.select_for_update().get(pk=order.pk)
        left, noted = _left_by_rate(receipt)
        amount = min(amount, sum(left.values()))
        if amount <= 0:
            return None
        shares = _shares(amount, left, gross_by_rate)
        vat = {
            rate: (share, vat_inside(noted[rate] + share, rate) - vat_inside(noted[rate], rate))
            for rate, share in shares.items()
        }
        return _issue(
            series=Series.CREDIT_NOTE,
            order=order,
            unique_key=unique_key,
            amount=amount,
            write=lambda number: write_credit_note(
                receipt, number=number, vat=vat, reason=reason, now=now
            ),
            now=now,
        )


def _left_by_rate(receipt: Receipt) -> tuple[dict[int, int], dict[int, int]]:
    """What of a receipt was not corrected yet, and what was, by rate in percent."""
    gross = read_document(receipt.snapshot).gross_by_rate
    noted = dict.fromkeys(gross, 0)
    for note in Receipt.objects.filter(order=receipt.order_id, series=Series.CREDIT_NOTE):
        for rate, amount in read_document(note.snapshot).gross_by_rate.items():
            noted[rate] += amount
    return {rate: gross[rate] - noted[rate] for rate in gross}, noted


def _shares(
    amount: int, left: Mapping[int, int], wanted: Mapping[int, int] | None
) -> dict[int, int]:
    fits = wanted is not None and all(part <= left.get(rate, 0) for rate, part in wanted.items())
    if wanted is not None and fits and sum(wanted.values()) == amount:
        return dict(wanted)
    rates = sorted(left)
    return dict(zip(rates, allocate(amount, [left[rate] for rate in rates]), strict=True))


def noted_of(order: Order) -> int:
    """RWF that credit notes took off the receipt of an order."""
    notes = Receipt.objects.filter(order=order, series=Series.CREDIT_NOTE)
    return notes.aggregate(sum=Sum("amount"))["sum"] or 0


def _issue(
    *,
    series: Series,
    order: Order,
    unique_key: str,
    amount: int,
    write: Callable[[str], Document],
    now: dt.datetime,
) -> Receipt:
    """Take the next number and write the paper, both or neither.

    The counter's row stays locked until the paper is written: whoever comes next waits, and a
    roll-back gives the number to the next one. So there are no gaps.
    """
    known = Receipt.objects.filter(unique_key=unique_key).first()
    if known is not None:
        return known
    year = timezone.localtime(now).year
    try:
        with transaction.atomic():
            sequence = _next_number(series, year)
            document = write(paper_number(series, year, sequence))
            paper = Receipt.objects.create(
                series=series,
                year=year,
                sequence=sequence,
                order=order,
                unique_key=unique_key,
                amount=amount,
                snapshot=document.as_json(),
                language=document.language,
                issued_at=now,
            )
            tell_receipt(paper, now=now)
            return paper
    except IntegrityError:
        # Somebody wrote this paper while we waited for the counter; our number went back.
        return Receipt.objects.get(unique_key=unique_key)


def _next_number(series: Series, year: int) -> int:
    counter, _created = ReceiptCounter.objects.get_or_create(series=series, year=year)
    ReceiptCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return counter.last


def record_ebm(
    *, receipt: Receipt, number: str, sequence: str, reason: str, actor: User, now: dt.datetime
) -> EbmEntry:
    """Write down the receipt of the tax machine; a correction is added below and says why.

    Raises EbmRefused and changes nothing. The same entry again is no correction.
    """
    number, sequence, reason = number.strip(), sequence.strip(), reason.strip()
    if not number:
        raise EbmRefused(_("Please write the number that stands on the EBM receipt."))
    last = receipt.ebm_entries.order_by("-position").first()
    if last is not None and (last.number, last.sequence) == (number, sequence):
        return last
    if last is not None and not reason:
        raise EbmRefused(_("A number stands there already. Please say why it was wrong."))
    try:
        with transaction.atomic():
            return EbmEntry.objects.create(
                receipt=receipt,
                position=last.position + 1 if last else 1,
                number=number[:40],
                sequence=sequence[:40],
                reason=reason[:200],
                actor=actor,
                at=now,
            )
    except IntegrityError as clash:
        raise EbmRefused(_("Somebody has just written a number. Please look again.")) from clash
