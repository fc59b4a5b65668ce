"""Reading a statement of a bank or of mobile money, however it names its columns. Pure.

A file is read whole or not at all: each row that cannot be read gets a sentence with its number.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.base.money import MAX_AMOUNT
from site_core.users.phones import InvalidPhone, normalise_phone

MAX_ROWS = 5_000
# What columns are called, by banks and providers, in English and French; letters and digits only.
NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "bookingdate", "transactiondate", "valuedate", "dateoperation", "datetime", "time"),
    "amount": ("credit", "amountin", "paidin", "deposit", "moneyin", "amount", "montant", "credite"),
    "reference": ("reference", "transactionid", "id", "externalid", "financialtransactionid", "ref", "numero"),
    "phone": ("phone", "msisdn", "from", "sender", "telephone", "payerphone", "frommsisdn", "accountnumber"),
    "payer": ("name", "payer", "fromname", "sendername", "customer", "nom", "payername"),
    "text": ("description", "details", "narration", "note", "message", "libelle", "motif", "remarks", "payernote"),
}  # fmt: skip
DATES = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y",
)  # fmt: skip


class CannotRead(DomainError):
    """Nothing was imported. `problems` holds a sentence for each row that could not be read."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems[:3]))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """One row of money that came in. `fingerprint` is the same whenever the row says the same."""

    booked_on: dt.date
    amount: int
    reference: str
    phone: str
    payer: str
    text: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What came in, and how many rows were left out because nothing came in by them."""

    rows: tuple[Row, ...]
    left_out: int


def read_statement(data: bytes, *, account: str) -> Statement:
    """The rows of a CSV file. Raises CannotRead with a sentence for each row that is wrong."""
    table = _table(_decoded(data))
    columns = _columns(table[0])
    rows, problems, left_out = [], [], 0
    seen: Counter[str] = Counter()
    for number, cells in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            row = _row(_named(cells, columns), account, seen)
        except ValueError as problem:
            problems.append(
                _("Row %(number)d: %(problem)s") % {"number": number, "problem": problem}
            )
            continue
        if row is None:
            left_out += 1
        else:
            rows.append(row)
    if problems:
        raise CannotRead(problems)
    return Statement(tuple(rows), left_out)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _table(text: str) -> list[list[str]]:
    if "\x00" in text:
        raise CannotRead([_("This is no CSV file. Please export the statement as CSV.")])
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    delimiter = max(";\t,|", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text.lstrip()), delimiter=delimiter))
    except csv.Error as error:
        raise CannotRead([_("This is no CSV file. Please export the statement as CSV.")]) from error
    if len(table) < 2:
        raise CannotRead([_("The file holds no rows.")])
    if len(table) > MAX_ROWS:
        raise CannotRead([_("The file holds more than %(limit)d rows.") % {"limit": MAX_ROWS}])
    return table


def _columns(header: list[str]) -> dict[str, int]:
    """Which column holds what: the first name in our list that the file knows."""
    keys = [_key(cell) for cell in header]
    found = {
        field: next((keys.index(name) for name in names if name in keys), None)
        for field, names in NAMES.items()
    }
    missing = [field for field in ("date", "amount") if found[field] is None]
    if missing:
        raise CannotRead(
            [
                _("No column is called “%(name)s”. The file has: %(columns)s.")
                % {"name": name, "columns": ", ".join(header)[:200]}
                for name in missing
            ]
        )
    return {field: index for field, index in found.items() if index is not None}


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\(.*?\)|rwf", "", plain))


def _named(cells: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {
        field: cells[index].strip() if index < len(cells) else ""
        for field, index in columns.items()
    }


def _row(values: Mapping[str, str], account: str, seen: Counter[str]) -> Row | None:
    """Raises ValueError with a sentence; None for a row by which nothing came in."""
    amount = read_amount(values["amount"])
    if amount <= 0:
        return None
    booked_on = read_date(values["date"])
    parts = {field: values.get(field, "") for field in ("reference", "phone", "payer", "text")}
    said = "|".join([account, booked_on.isoformat(), str(amount), *parts.values()])
    # Two rows of one file that say the very same are two payments; of two files, the same one.
    seen[said] += 1
    print_of = hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest()
    if parts["reference"]:
        print_of = hashlib.sha256(f"{account}|{parts['reference']}|{amount}".encode()).hexdigest()
    return Row(
        booked_on=booked_on,
        amount=amount,
        reference=parts["reference"][:64],
        phone=read_phone(parts["phone"]),
        payer=parts["payer"][:120],
        text=parts["text"][:300],
        fingerprint=print_of,
    )


def read_amount(text: str) -> int:
    """Whole RWF of a cell; below zero for money that left, 0 for an empty one."""
    cleaned = re.sub(r"(?i)rwf|frw|[\s\u00a0\u202f']", "", text)
    cleaned = re.sub(r"[.,]0{1,2}$", "", cleaned)
    if cleaned in {"", "-"}:
        return 0
    if not re.fullmatch(r"[+-]?(\d{1,12}|\d{1,3}([.,]\d{3})+)", cleaned, re.ASCII):
        raise ValueError(_("“%(text)s” is no amount in whole francs.") % {"text": text[:30]})
    amount = int(re.sub(r"[.,]", "", cleaned))
    if abs(amount) > MAX_AMOUNT:
        raise ValueError(_("“%(text)s” is more than we can keep.") % {"text": text[:30]})
    return amount


def read_date(text: str) -> dt.date:
    """The day of a cell, whatever time stands behind it."""
    day = re.split(r"[T ]\d{1,2}:", text.strip())[0].strip()
    for pattern in DATES:
        try:
            return dt.datetime.strptime(day, pattern).date()  # noqa: DTZ007  A day, no moment.
        except ValueError:
            continue
    raise ValueError(_("“%(text)s” is no date.") % {"text": text[:30]})


def read_phone(text: str) -> str:
    """E.164, or nothing: a bank writes account numbers there."""
    digits = re.sub(r"\D", "", text)
    try:
        return normalise_phone(f"+{digits}" if digits.startswith("250") else text) if digits else ""
    except InvalidPhone:
        return ""
