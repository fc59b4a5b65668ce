"""Statements as banks and providers export them: read whole, or refused with a sentence a row."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.settlement.reading import (
    CannotRead,
    read_amount,
    read_date,
    read_phone,
    read_statement,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5000", 5_000),
        ("5,000", 5_000),
        ("5.000,00", 5_000),
        ("5,000.00", 5_000),
        ("RWF 12 500", 12_500),
        ("+2500 Frw", 2_500),
        ("-300", -300),
        ("", 0),
        ("-", 0),
    ],
)
def test_amounts_as_people_and_banks_write_them(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["12.5", "1e3", "NaN", "five", "1,50,000", "99999999999", "٣"])
def test_what_is_no_whole_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_amount(text)


@pytest.mark.parametrize(
    "text", ["2026-11-23", "23/11/2026", "23-11-2026", "23.11.2026", "2026-11-23T08:15:00", "23 Nov 2026"]
)  # fmt: skip
def test_days_in_many_spellings(text: str) -> None:
    assert read_date(text) == dt.date(2026, 11, 23)


def test_a_phone_number_or_nothing() -> None:
    assert read_phone("250788123456") == "+250788123456"
    assert read_phone("0788 123 456") == "+250788123456"
    assert read_phone("4001-22-1") == ""


def test_columns_are_found_by_many_names_and_what_left_is_left_out() -> None:
    data = (
        "\ufeffDate opération;Libellé;Crédit (RWF);Référence;Nom\n"
        "23/11/2026;Virement AB12CD;5 000;X1;Aline\n"
        "23/11/2026;Frais;;X2;\n"
        ";;;;\n"
    ).encode()
    statement = read_statement(data, account="bank")
    assert statement.left_out == 1
    row = statement.rows[0]
    assert (row.booked_on, row.amount, row.reference) == (dt.date(2026, 11, 23), 5_000, "X1")
    assert (row.text, row.payer) == ("Virement AB12CD", "Aline")


def test_every_wrong_row_is_named_and_nothing_is_read() -> None:
    data = b"Date,Amount\n2026-11-23,5000\nyesterday,100\n2026-11-23,1e3\n"
    with pytest.raises(CannotRead) as refusal:
        read_statement(data, account="bank")
    assert refusal.value.problems == [
        "Row 3: “yesterday” is no date.",
        "Row 4: “1e3” is no amount in whole francs.",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"nothing", b"a,b\n1,2\n", b"Date;Text\n2026-11-23;x\n", b"PK\x03\x04\x00\x00\n\x00"]
)  # fmt: skip
def test_what_is_no_statement_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(CannotRead):
        read_statement(data, account="bank")


def test_two_equal_rows_are_two_payments_and_the_same_file_says_the_same_again() -> None:
    data = b"Date,Amount,Description\n2026-11-23,500,lunch\n2026-11-23,500,lunch\n"
    first = [row.fingerprint for row in read_statement(data, account="bank").rows]
    assert len(set(first)) == 2
    assert [row.fingerprint for row in read_statement(data, account="bank").rows] == first
