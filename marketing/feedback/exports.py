"""Tables for spreadsheets: the desk's tickets, and opinions without who holds them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from ordering.backoffice.exports import exported

from .board_selectors import opinions, ratings_with_words
from .desk_selectors import tickets_in, with_words
from .models.tickets import Ticket

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[object]


def ticket_rows(user: object) -> Iterator[Row]:
    """Every ticket, newest first, fetched in parts."""
    yield (
        _("Number"), _("Opened"), _("Category"), _("Priority"), _("Status"), _("Came by"),
        _("In whose hands"), _("Order"), _("Minutes to the first answer"), _("Minutes to the end"),
        _("Reopened"), _("Last words of the customer"),
    )  # fmt: skip
    for ticket in with_words(tickets_in("all", user)).iterator(chunk_size=500):
        yield (
            ticket.number,
            ticket.opened_at,
            ticket.get_category_display(),
            ticket.get_priority_display(),
            ticket.get_status_display(),
            ticket.get_source_display(),
            ticket.assignee or "",
            ticket.order_id,
            _minutes(ticket, "first_answered_at"),
            _minutes(ticket, "solved_at"),
            ticket.reopened,
            ticket.words or "",
        )


def _minutes(ticket: Ticket, field: str) -> int | None:
    end = getattr(ticket, field)
    return round((end - ticket.opened_at).total_seconds() / 60) if end else None


def opinion_rows() -> Iterator[Row]:
    """What marketing reads: words and stars, with nothing about who they are."""
    yield _("Date"), _("Category"), _("Stars"), _("Words")
    for voice in opinions():
        yield voice.at, voice.kind, None, voice.words
    for voice in ratings_with_words():
        yield voice.at, _("Delivery"), voice.stars, voice.words


def table_response(rows: Iterable[Row], *, kind: str, name: str) -> HttpResponse:
    """A CSV as it is read, or a workbook: "csv" or "xlsx"."""
    cells = ([exported(value) for value in row] for row in rows)
    response = _workbook(cells) if kind == "xlsx" else _csv(cells)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _csv(rows: Iterable[Row]) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        # The mark tells Excel that accents are UTF-8.
        yield "\ufeff"
        for row in rows:
            line = io.StringIO()
            csv.writer(line).writerow(row)
            yield line.getvalue()

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")


def _workbook(rows: Iterable[Row]) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return HttpResponse(made.getvalue(), content_type=XLSX)
