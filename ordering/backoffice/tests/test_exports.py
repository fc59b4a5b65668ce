"""Spreadsheets: figures stay figures, texts stay texts."""

from __future__ import annotations

import csv
import io

import pytest

from ordering.backoffice.exports import safe_cell
from ordering.backoffice.tests.staff import log_in
from ordering.testing import make_item, make_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_calculate_is_marked_as_text(text):
    assert safe_cell(text) == f"'{text}"


def test_other_text_is_left_alone():
    assert safe_cell("Aline = Uwase") == "Aline = Uwase"


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("/cms/payments/payment/", ["#", "cash", "2500", "RWF", "pending"]),
        ("/cms/catalogue/menuitem/", ["isombe", "Isombe", "Lunch", "2500", "standard", "True"]),
    ],
)
def test_records_are_exported_in_both_formats(url, first):
    order = make_order(make_item("isombe"))
    manager = log_in("manager")
    content = b"".join(manager.get(f"{url}?export=csv").streaming_content).decode()
    row = list(csv.reader(io.StringIO(content)))[1]
    assert row[: len(first)] == [f"#{order.pk}" if cell == "#" else cell for cell in first]
    assert manager.get(f"{url}?export=xlsx").status_code == 200
