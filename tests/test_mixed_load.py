"""What the long load calls a fault (benchmarks/verdict.py), and how it reads pages."""

from __future__ import annotations

import pytest

from benchmarks.client import Answer
from benchmarks.samples import Sample
from benchmarks.staff import fields_of
from benchmarks.troubles import Trouble
from benchmarks.verdict import Report, judge_memory, judge_requests
from benchmarks.witness import Met, is_clear, name_of

AWAY = Trouble("away", lambda: None, began=100.0, ended=110.0, ready_at=111.0)


def _faults(*met: Met, trouble: Trouble = AWAY) -> list[str]:
    report = Report()
    calm = Met(90.0, "GET /", 0.1)
    judge_requests(report, [calm, *met], [trouble], began=0.0)
    return report.faults


@pytest.mark.parametrize(
    ("met", "faults"),
    [
        (Met(99.0, "GET /", 2.0, "503"), []),
        (Met(119.0, "GET /", 0.1, "503"), []),
        (Met(121.0, "GET /", 0.1, "503"), ["1 errors while all was well"]),
        (Met(50.0, "GET /", 0.1, "503"), ["1 errors while all was well"]),
        (Met(105.0, "GET /", 0.1, "500", is_clear=False), ["away: 1 errors that are not clear"]),
        (Met(50.0, "GET /", 1.2), ["one in a hundred took longer than 1200 ms"]),
        (Met(5.0, "GET /", 1.2), []),
        (Met(105.0, "GET /", 9.0), []),
    ],
)
def test_errors_and_long_waits_are_for_trouble_alone(met: Met, faults: list[str]) -> None:
    assert _faults(met) == faults


def test_a_site_that_does_not_come_back_is_a_fault() -> None:
    lost = Trouble("away", lambda: None, began=100.0, ended=110.0)

    assert _faults(trouble=lost) == ["away: the site did not come back by itself"]


def test_only_a_process_that_is_killed_may_cut_an_answer_off() -> None:
    cut = Met(105.0, "GET /", 0.1, "Truncated 3 of 9 bytes", is_clear=False)
    killed = Trouble("killed", lambda: None, cuts_off=True, began=100, ended=101, ready_at=102)

    assert _faults(cut, trouble=killed) == []
    assert _faults(cut) == ["away: 1 errors that are not clear"]


def test_memory_may_grow_by_a_tenth_once_a_process_is_warm() -> None:
    report = Report()
    samples = [
        Sample(at, 1, 1, 1, 0, 0.5, {1: ("web 1", size), 2: ("worker 1", 100.0)})
        for at, size in ((0.0, 50.0), (120.0, 100.0), (400.0, 105.0), (900.0, 111.0))
    ]

    judge_memory(report, samples, began=0.0)

    assert report.faults == ["web 1 grew from 100 to 111 MB"]


@pytest.mark.parametrize(
    ("answer", "clear"),
    [
        (Answer(503, {"retry-after": "10"}, b"One moment"), True),
        (Answer(502, {"retry-after": "10"}, b"We are working on the site"), True),
        (Answer(503, {}, b"One moment"), False),
        (Answer(500, {"retry-after": "10"}, b"oops"), False),
        (Answer(503, {"retry-after": "10"}, b"Traceback (most recent call last)"), False),
    ],
)
def test_a_clear_error_says_when_to_come_again_and_shows_no_insides(
    answer: Answer, clear: bool
) -> None:
    assert is_clear(answer) is clear


def test_addresses_are_counted_without_what_they_name() -> None:
    assert name_of("GET", "/orders/be3s5b8g4x5x8wh890db/status/?x=1") == "GET /orders/…/status/"
    assert name_of("POST", "/cart/add/mashed-potatoes/") == "POST /cart/add/mashed-potatoes/"


def test_a_form_sends_what_a_browser_would() -> None:
    page = b"""<form><input name="q"></form><form method="post">
        <input type="hidden" name="price" value="2500"><input type="checkbox" name="on" checked>
        <input type="checkbox" name="off"><input type="submit" name="go" value="x">
        <select name="kind"><option value="a">A</option><option value="b" selected>B</option></select>
        <textarea name="words">two
lines</textarea></form>"""

    assert fields_of(page, "price") == [
        ("price", "2500"), ("on", "on"), ("kind", "b"), ("words", "two\nlines"),
    ]  # fmt: skip
