"""Reading papers, for the customer's page and the file to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404

from ordering.orders.models import Order

from .document import Document, read_document
from .models import EbmEntry, Receipt


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is shown: what was stored, and the receipt of the tax machine, if filled in."""

    receipt: Receipt
    document: Document
    ebm: EbmEntry | None


def papers_of(order: Order) -> Sequence[Paper]:
    """The receipt of an order, then its credit notes. Two queries."""
    entries = Prefetch("ebm_entries", queryset=EbmEntry.objects.order_by("-position"))
    rows = Receipt.objects.filter(order=order).prefetch_related(entries).order_by("pk")
    return [paper_of(receipt) for receipt in rows]


def paper_of(receipt: Receipt) -> Paper:
    entries = sorted(receipt.ebm_entries.all(), key=lambda entry: -entry.position)
    return Paper(receipt, read_document(receipt.snapshot), entries[0] if entries else None)


def paper_by_number(order: Order, number: str) -> Paper:
    """One paper of an order by its number, or Http404."""
    for paper in papers_of(order):
        if paper.receipt.number == number:
            return paper
    raise Http404
