"""How long pages take: what is taken from browsers, what never is, and the figures made of it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from marketing.usage import labels
from marketing.usage.cleaning import old_page_times
from marketing.usage.models import PageTime
from marketing.usage.privacy import limiter
from marketing.usage.speed import (
    KEEP,
    SCALES,
    Metric,
    Visit,
    count_visit,
    percentile,
)
from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.testing import NOON

pytestmark = pytest.mark.django_db
MENU = labels.write(labels.PAGE, "/menu/")


@pytest.fixture(autouse=True)
def _new_minute() -> None:
    limiter.forget()


def send(data: object, **headers: str) -> int:
    body = data if isinstance(data, str) else json.dumps(data)
    headers = {"HTTP_ORIGIN": "http://testserver", **headers}
    return Client().post("/counts/speed/", body, content_type="text/plain", **headers).status_code


def test_a_visit_is_one_count_a_figure_and_no_row_of_its_own():
    visit = {"page": MENU, "lcp": 1_234.5, "inp": 40, "cls": 0.12, "ttfb": 90}
    assert [send(visit), send(visit)] == [204, 204]

    rows = PageTime.objects.order_by("metric").values_list("page", "metric", "count")
    assert list(rows) == [("/menu/", metric, 2) for metric in ("cls", "inp", "lcp", "ttfb")]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_DNT": "1"}, 204),
        ({"HTTP_SEC_GPC": "1"}, 204),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, 403),
    ],
)
def test_who_asks_not_to_be_tracked_or_comes_from_elsewhere_is_not_counted(headers, status):
    assert send({"page": MENU, "lcp": 1_000}, **headers) == status
    assert not PageTime.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "{",
        {"lcp": 1},
        {"page": "/menu/", "lcp": 1},
        {"page": labels.write(labels.BANNER, "abc"), "lcp": 1},
        {"page": MENU, "fid": 1},
        {"page": MENU, "lcp": -1},
        {"page": MENU, "lcp": 120_001},
        {"page": MENU, "lcp": "1"},
        {"page": MENU, "lcp": True},
        '{"page": "' + MENU + '", "lcp": NaN}',
        '{"page": "' + MENU + '", "lcp": Infinity}',
        {"page": MENU, "lcp": None},
        "x" * 9_000,
    ],
)
def test_anything_but_figures_of_our_pages_is_refused_and_nothing_written(data):
    assert send(data) == 400
    assert not PageTime.objects.exists()


def test_too_many_from_one_address_are_not_heard(monkeypatch):
    monkeypatch.setattr(limiter, "_per_address", 1)

    assert [send({"page": MENU, "lcp": 1}) for _time in range(2)] == [204, 429]


@pytest.mark.parametrize(
    ("counts", "figure"),
    [({}, 0), ({0: 4}, 19), ({0: 3, 1: 1}, 25), ({0: 2, 1: 2}, 38), ({3: 1}, 138)],
)
def test_three_quarters_of_the_visits_stay_below(counts, figure):
    # The first marks are 25, 50, 100 and 150 ms.
    assert percentile(Metric.LCP, counts) == figure


@given(st.lists(st.integers(0, 120_000), min_size=1, max_size=40))
def test_the_figure_is_in_the_class_where_the_true_one_is(values):
    scale = SCALES[Metric.LCP]
    counts: dict[int, int] = {}
    for value in values:
        counts[scale.bucket(value)] = counts.get(scale.bucket(value), 0) + 1
    true = sorted(values)[-(-3 * len(values) // 4) - 1]

    assert scale.bucket(percentile(Metric.LCP, counts)) == scale.bucket(true)


def test_old_figures_go():
    count_visit(Visit("/menu/", {"lcp": 100}), now=NOON - KEEP - dt.timedelta(days=1))
    count_visit(Visit("/menu/", {"lcp": 100}), now=NOON - KEEP)

    assert [sum(old_page_times(NOON).remove()) for _time in range(2)] == [1, 0]


def test_the_report_judges_each_page():
    for page, milliseconds in (("/", 900), ("/menu/", 3_000), (":checkout", 9_000)):
        for _visit in range(5):
            count_visit(Visit(page, {"lcp": milliseconds}), now=timezone.now())
    count_visit(Visit("/rare/", {"lcp": 100}), now=timezone.now())

    page = log_in("marketing").get("/cms/speed/").content.decode()

    # One day was measured, and one point is drawn.
    assert page.count("<circle") == 1
    rows = page[page.index("<tbody>", page.index("speed-pages")) :]
    for name, mark in (("/", "good"), ("/menu/", "fair"), ("Checkout", "poor")):
        row = rows[rows.index(f'<th scope="row">{name}</th>') :].split("</tr>")[0]
        assert f"speed-mark--{mark}" in row
    assert "/rare/" not in page


def test_the_report_asks_as_often_for_many_pages_as_for_none():
    client = log_in("manager")
    client.get("/cms/speed/")
    before = count_queries(client, "/cms/speed/")
    for number in range(12):
        for _visit in range(5):
            count_visit(Visit(f"/page-{number}/", {"lcp": 500, "cls": 3}), now=timezone.now())

    assert count_queries(client, "/cms/speed/") == before
