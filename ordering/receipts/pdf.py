"""A paper as a PDF file. The same paper gives the same bytes, today and in ten years.

The core fonts of the format are drawn by every reader and need no file of ours. They hold the
letters of English, French and Kinyarwanda; a letter beyond that is written without its marks.
"""

from __future__ import annotations

import datetime as dt
import unicodedata

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from site_core.base.money import format_rwf

from .document import Amount, Document
from .selectors import Paper

ENCODING = "cp1252"
WIDTH = 180
INK, SOFT, EARTH, LINE = (34, 27, 22), (110, 98, 88), (166, 58, 30), (222, 212, 198)
NUMBER_WIDTH = 38


def plain(text: str) -> str:
    """`text` with only the letters that the core fonts can draw."""
    text = text.replace("\u202f", "\u00a0").replace("−", "-").replace("\u2009", " ")
    return "".join(_plain_letter(letter) for letter in text)


def _plain_letter(letter: str) -> str:
    for form in (letter, unicodedata.normalize("NFKD", letter)[:1]):
        try:
            form.encode(ENCODING)
        except UnicodeEncodeError:
            continue
        return form
    return "?"


def render_pdf(paper: Paper) -> bytes:
    """The file. Nothing in it depends on the clock, the machine or the language of the request."""
    document = paper.document
    sheet = _Sheet(orientation="portrait", unit="mm", format="A4")
    sheet.core_fonts_encoding = ENCODING
    sheet.set_creation_date(paper.receipt.issued_at.astimezone(dt.UTC))
    sheet.set_title(plain(f"{document.title} {document.number}"))
    sheet.set_lang(document.language)
    sheet.set_producer("Dusangire")
    sheet.set_margins(15, 18, 15)
    sheet.set_auto_page_break(auto=True, margin=18)
    sheet.add_page()
    _head(sheet, document)
    if document.rows:
        _rows(sheet, document)
    _amounts(sheet, document.amounts)
    if document.paid:
        sheet.heading(document.words["paid"])
        _amounts(sheet, document.paid)
    _vat(sheet, document)
    _foot(sheet, paper)
    return bytes(sheet.output())


class _Sheet(FPDF):
    def ink(self, colour: tuple[int, int, int], size: int, style: str = "") -> None:
        self.set_font("Helvetica", style=style, size=size)
        self.set_text_color(*colour)

    def heading(self, text: str) -> None:
        self.ln(4)
        self.ink(SOFT, 9, "B")
        self.write_line(text)

    def write_line(self, text: str, height: float = 5.5) -> None:
        self.multi_cell(WIDTH, height, plain(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")

    def pair(self, label: str, amount: str, height: float = 6) -> None:
        """A label on the left, a figure on the right."""
        self.cell(WIDTH - NUMBER_WIDTH, height, plain(label))
        self.cell(
            NUMBER_WIDTH, height, plain(amount), align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def rule(self) -> None:
        self.set_draw_color(*LINE)
        self.line(self.l_margin, self.get_y() + 1, self.l_margin + WIDTH, self.get_y() + 1)
        self.ln(2)


def _head(sheet: _Sheet, document: Document) -> None:
    _band(sheet)
    sheet.ink(EARTH, 15, "B")
    sheet.write_line(document.seller[0], 7)
    sheet.ink(SOFT, 9)
    for line in document.seller[1:]:
        sheet.write_line(line, 4.5)
    sheet.ln(4)
    sheet.ink(INK, 20, "B")
    sheet.write_line(document.title, 10)
    sheet.ln(1)
    for fact in document.facts:
        sheet.ink(SOFT, 10)
        sheet.cell(38, 5.5, plain(fact.label))
        sheet.ink(INK, 10)
        sheet.multi_cell(
            WIDTH - 38, 5.5, plain(fact.text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L"
        )
    sheet.ln(3)


def _band(sheet: _Sheet) -> None:
    """Lozenges in earth and ink, as on the walls of imigongo."""
    size, top = 5.0, 9.0
    for index in range(int(WIDTH / size)):
        left = sheet.l_margin + index * size
        sheet.set_fill_color(*(EARTH if index % 2 else INK))
        corners = (
            (left, top),
            (left + size / 2, top - size / 2),
            (left + size, top),
            (left + size / 2, top + size / 2),
        )
        sheet.polygon(corners, style="F")


def _rows(sheet: _Sheet, document: Document) -> None:
    words = document.words
    sheet.ink(SOFT, 9, "B")
    name_width = WIDTH - 2 * NUMBER_WIDTH
    sheet.cell(name_width, 6, plain(words["dish"]))
    sheet.cell(NUMBER_WIDTH, 6, plain(words["each"]), align="R")
    sheet.cell(
        NUMBER_WIDTH, 6, plain(words["amount"]), align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )
    sheet.rule()
    for row in document.rows:
        if sheet.will_page_break(14):
            sheet.add_page()
        top = sheet.get_y()
        sheet.ink(INK, 10)
        sheet.set_x(sheet.l_margin + name_width)
        sheet.cell(NUMBER_WIDTH, 5.5, plain(format_rwf(row.unit_price)), align="R")
        sheet.cell(NUMBER_WIDTH, 5.5, plain(format_rwf(row.amount)), align="R")
        sheet.set_xy(sheet.l_margin, top)
        sheet.multi_cell(
            name_width,
            5.5,
            plain(f"{row.quantity} × {row.name}"),
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
            align="L",
        )
        if row.detail:
            sheet.ink(SOFT, 9)
            sheet.multi_cell(
                name_width, 4.5, plain(row.detail), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L"
            )
        sheet.rule()


def _amounts(sheet: _Sheet, amounts: tuple[Amount, ...]) -> None:
    for entry in amounts:
        sheet.ink(INK, 12 if entry.is_total else 10, "B" if entry.is_total else "")
        sheet.pair(entry.label, format_rwf(entry.amount), 8 if entry.is_total else 6)


def _vat(sheet: _Sheet, document: Document) -> None:
    if not document.vat:
        return
    sheet.heading(document.words["tax"])
    for entry in document.vat:
        sheet.ink(INK, 10)
        inside = f"{document.words['with_tax']} {format_rwf(entry.gross)}"
        sheet.pair(f"{entry.label}, {inside}", format_rwf(entry.vat))


def _foot(sheet: _Sheet, paper: Paper) -> None:
    words = paper.document.words
    if paper.ebm is not None:
        sheet.heading(words["ebm"])
        sheet.ink(INK, 10)
        sheet.pair(words["ebm"], paper.ebm.number)
        if paper.ebm.sequence:
            sheet.pair(words["ebm_sequence"], paper.ebm.sequence)
    sheet.ln(5)
    sheet.ink(SOFT, 9)
    for note in paper.document.notes:
        sheet.write_line(note)
