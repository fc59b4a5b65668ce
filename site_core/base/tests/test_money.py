from __future__ import annotations

import pytest

from site_core.base.money import NotAnAmount, allocate, format_rwf, parse_rwf, vat_inside


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("2500", 2500),
        (" 2 500 ", 2500),
        ("2,500", 2500),
        ("2.500", 2500),
        ("1 250 000 RWF", 1_250_000),
        ("2500rwf", 2500),
        ("0", 0),
        ("0000000000002500", 2500),
        ("9999999", 9_999_999),
    ],
)
def test_amounts_as_people_type_them(typed: str, amount: int) -> None:
    assert parse_rwf(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-1",
        "1 500,50",
        "1500.5",
        "1e3",
        "NaN",
        "inf",
        "two",
        "1,00",
        "٣",
        "0x10",
        "10000000",
        "9" * 400,
        "9" * 5000,
    ],
)
def test_what_is_not_whole_francs_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_rwf(typed)


def test_amounts_are_shown_with_spaces_that_do_not_break() -> None:
    assert format_rwf(1_250_000) == "1\u202f250\u202f000\u00a0RWF"


@pytest.mark.parametrize(("gross", "vat"), [(0, 0), (1, 0), (3, 0), (4, 1), (118, 18), (5000, 763)])
def test_vat_is_inside_the_price(gross: int, vat: int) -> None:
    assert vat_inside(gross, 18) == vat


def test_an_amount_cannot_be_spread_over_nothing() -> None:
    assert allocate(0, []) == []
    with pytest.raises(ValueError, match="nothing"):
        allocate(1, [0, 0])
