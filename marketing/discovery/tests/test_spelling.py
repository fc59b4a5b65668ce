"""The nearest words that the site knows."""

from __future__ import annotations

import pytest

from marketing.discovery.spelling import corrected, words_of

KNOWN = words_of(["Isombe n’ubugali", "Vegetable soup", "Crème brûlée", "How do I pay?"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("isonbe", "isombe"),
        ("ISONBE", "isombe"),
        ("vegtable soup", "vegetable soup"),
        ("creme brulee", ""),
        ("isombe", ""),
        ("xyzzyq", ""),
        ("tea", ""),
        ("", ""),
    ],
)
def test_a_slip_of_the_finger_finds_the_nearest_word(typed, meant):
    assert corrected(typed, KNOWN) == meant


def test_short_words_are_left_alone():
    assert "pay" not in KNOWN
    assert corrected("poy isonbe", KNOWN) == "poy isombe"
