"""What came and went, a page at a time.

A page begins behind the last entry that was shown and not at a number, so that the oldest page of a
long history costs what the newest one does.
"""

from __future__ import annotations

from dataclasses import dataclass

from .models import PointsAccount, PointsEntry

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Newest first. `older` is the entry behind which the next page begins, where there is one."""

    entries: list[PointsEntry]
    older: int | None = None
    is_newest: bool = True


def history_page(account: PointsAccount | None, *, behind: str = "") -> HistoryPage:
    """What came before the entry `behind`; the newest for anything else. Up to two queries."""
    if account is None:
        return HistoryPage([])
    entries = account.entries.select_related("order").order_by("-at", "-pk")
    last = account.entries.filter(pk=behind).first() if _is_number(behind) else None
    if last is not None:
        # Written so that the index is read from the right place on.
        entries = entries.filter(at__lte=last.at).exclude(at=last.at, pk__gte=last.pk)
    found = list(entries[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    older = shown[-1].pk if len(found) > PER_PAGE else None
    return HistoryPage(shown, older, is_newest=last is None)


def _is_number(text: str) -> bool:
    """Of the size that a key may have."""
    return text.isascii() and text.isdecimal() and len(text) <= 18
