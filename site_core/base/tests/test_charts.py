"""Charts say the same in marks, in words and in their table, in any language and without a style."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from site_core.base.charts import Chart, Kind, Series, ceiling, drawn, gridlines, rows, ticks
from site_core.base.money import format_rwf


def make_chart(kind: Kind = Kind.COLUMNS, *values: int, **fields) -> Chart:
    labels = tuple(f"{number:02}:00" for number in range(len(values)))
    return Chart(
        kind=kind,
        title="Orders by hour",
        labels=labels,
        series=(Series("Orders", tuple(values)),),
        axis="Hour",
        **fields,
    )


def render(chart: Chart) -> str:
    html = Template("{% load charts %}{% chart figures %}").render(Context({"figures": chart}))
    return re.sub(r"[ \n]+", " ", html)


@given(st.integers(min_value=0, max_value=10**9))
def test_the_axis_ends_above_the_highest_figure_and_is_divided_into_whole_steps(highest):
    top = ceiling(highest)
    assert highest <= top <= max(4, 2 * highest)
    assert top % 4 == 0


def test_columns_stand_in_their_class_and_are_as_high_as_their_figure():
    (series,) = drawn(make_chart(Kind.COLUMNS, 0, 10, 20, 5))
    assert [(mark.x, mark.height, mark.y) for mark in series.marks] == [
        ("3.12%", "0.00%", "100.00%"),
        ("28.12%", "50.00%", "50.00%"),
        ("53.12%", "100.00%", "0.00%"),
        ("78.12%", "25.00%", "75.00%"),
    ]
    assert series.marks[2].words == "02:00: 20"


def test_a_line_runs_through_all_its_points():
    (series,) = drawn(make_chart(Kind.LINE, 0, 4))
    assert series.path == "M250.0 1000.0 L750.0 0.0"


def test_the_grid_is_written_as_people_read_the_figures():
    chart = make_chart(Kind.COLUMNS, 7_000, shown=format_rwf)
    assert [line.label for line in gridlines(chart)][::4] == [format_rwf(0), format_rwf(8_000)]


def test_words_below_a_plot_thin_out_and_a_phone_reads_a_part_of_them():
    marks = ticks(make_chart(Kind.COLUMNS, *range(24)))
    assert [tick.label for tick in marks] == [f"{hour:02}:00" for hour in range(0, 24, 2)]
    assert [tick.label for tick in marks if not tick.is_minor] == [
        "00:00", "04:00", "08:00", "12:00", "16:00", "20:00",
    ]  # fmt: skip


def test_long_words_leave_room_for_each_other():
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    marks = ticks(Chart(Kind.COLUMNS, "Week", days, (Series("Orders", tuple(range(7))),)))
    assert [tick.label for tick in marks] == list(days)
    assert [tick.label for tick in marks if not tick.is_minor] == list(days[::2])


def test_a_bar_is_measured_by_the_longest():
    assert [row.width for row in rows(make_chart(Kind.BARS, 40, 10, 0))] == [
        "100.00%", "25.00%", "0.00%",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_every_figure_stands_in_a_table_and_nothing_is_styled_in_line(kind):
    with override("fr"):
        page = render(make_chart(kind, 1_234, 3))
    for word in ("<table", "Orders by hour", "01:00", "1\u202f234"):
        assert word in page
    assert "style=" not in page
    assert "<script" not in page
    # A decimal comma would be no number to SVG.
    assert not re.search(r'(x|y|width|height|cx|cy)="\d+,\d', page)


def test_two_charts_of_a_page_have_different_ids():
    found = re.findall(
        r'id="(chart-\d+)"', render(make_chart(Kind.LINE, 1)) + render(make_chart(Kind.LINE, 1))
    )
    assert len(set(found)) == 2


def test_nothing_counted_is_said_in_a_sentence():
    page = render(make_chart(Kind.COLUMNS, 0, 0, nothing="No orders yet."))
    assert "No orders yet." in page
    assert "<svg" not in page


def test_figures_that_do_not_belong_to_the_labels_are_refused():
    for labels, values in ((("a",), (1, 2)), (("a",), (-1,))):
        with pytest.raises(ValueError, match="Visits"):
            Chart(kind=Kind.LINE, title="", labels=labels, series=(Series("Visits", values),))
